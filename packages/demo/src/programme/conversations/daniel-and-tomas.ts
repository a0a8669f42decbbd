import type { ProgrammeConversation } from "../conversation.ts";

export const danielAndTomas: ProgrammeConversation = {
  between: ["daniel-osei", "tomas-herrera"],
  unread: { "daniel-osei": 1 },
  transcript: `
# Mon, 6 weeks ago
18:15 Tomás: Hi Daniel, Tomás here. I hear that you're the one on crutches. How's the knee?
18:40 Daniel: annoying. 3 months no football
18:41 Daniel: I was meant to have a trial in the spring
18:48 Tomás: That's a real loss, and I won't tell you that everything happens for a reason. What's the hardest part of the day?
18:55 Daniel: 4 o'clock. when everyone goes to training and I go home
18:57 Tomás: Thank you for the honest answer. Let's see whether we can do something about four o'clock.

# Thu, 5 weeks ago
16:04 Daniel: it's 4 o'clock
16:06 Tomás: It is! Today's question then: what did the physio make you do, and did she say why?
16:12 Daniel: straight leg raises 3x10. she said something about the quad switching off
16:15 Tomás: It really does. After an injury the brain turns the muscle down to protect the joint, and you have to convince it again. You're not training the leg so much as talking to it.
16:20 Daniel: that's actually mad
16:21 Daniel: who finds that stuff out
16:24 Tomás: Physiotherapists. It's a degree: anatomy, people, and a great deal of sport.

# Tue, 4 weeks ago
16:02 Daniel: it's 4. I asked her how she became one. she said she tore her ACL at 17
16:05 Tomás: Ha! And what did you think when she said that?
16:09 Daniel: that she's not sad about it
16:10 Tomás: Hm. Worth keeping, that one.

# Fri, 4 weeks ago
17:30 Daniel: she's letting me shadow her on Tuesday afternoons when I've done my own session. had to get a form signed
17:34 Tomás: Daniel, that's superb. Did you ask, or did she offer?
17:35 Daniel: asked. legs were shaking, well one of them 😅

# Tue, 3 weeks ago
19:02 Daniel: shadow day 1. there was a little kid, 6, scared of the exercise ball. I got on the floor and rolled it to him like football. 20 min and he was on it
19:10 Tomás: What did she say?
19:12 Daniel: "where have you been all my life"
19:13 Tomás: 😄

# Wed, 2 weeks ago
16:30 Daniel: bad day. scan says 6 more weeks not 3
16:38 Tomás: Oh no. I'm sorry, Daniel. Do you want company, a plan, or to be left in peace?
16:41 Daniel: company I guess
16:43 Tomás: Then I tell you about the worst goalkeeper in the history of hospital football: me, last Sunday, nine goals, one of them by a cardiologist in sandals.
16:45 Daniel: SANDALS
16:46 Tomás: They weren't even sports sandals.
16:50 Daniel: ok that helped. thanks
16:52 Tomás: And at home, does somebody know that it was a bad day?
16:55 Daniel: told my dad. he made jollof
16:56 Tomás: Good dad.

# Mon, 1 week ago
16:00 Daniel: 4 o'clock. coach asked if I want to help with the under-10s warm-up while I'm out. sitting on a chair with a whistle
16:04 Tomás: Power AND furniture. Did you say yes?
16:05 Daniel: yeah. starts this week

# Sat, 1 week ago
12:20 Daniel: the under-10s call me coach
12:21 Daniel: COACH
12:30 Tomás: How does it feel, Coach?
12:33 Daniel: like 4 o'clock isn't the worst any more

# yesterday
17:45 Daniel: for physio I need biology and one more science. Lucía and me did a timed paper, I left 1 page instead of 4
17:52 Tomás: Three pages in two weeks! If muscles grew like that, I'd be out of a job. And you know that there are physio apprenticeships too: paid, with the degree at the end. https://example.org/physio-apprentice
17:58 Daniel: wait you can get PAID

# today
-3:15 Tomás: You can. I've asked a colleague whether you may put your questions to her, on a video call with me there. Write down five, and put the one that you really want to ask last.
`,
};
