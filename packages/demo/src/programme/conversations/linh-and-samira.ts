import type { ProgrammeConversation } from "../conversation.ts";

export const linhAndSamira: ProgrammeConversation = {
  between: ["linh-nguyen", "samira-mansour"],
  transcript: `
# Thu, 6 weeks ago
16:20 Samira: Hello Linh! Samira here. I've seen the jacket made of three jackets, Grace showed me the photo from the interview day. Who taught you to sew?
16:41 Linh: my grandmother, in Huế first and then on video calls. she looks at my seams through the phone and says "again"
16:44 Samira: A quality department with a camera. What do you hope for from our time together?
16:52 Linh: to sell some things without feeling that I'm being annoying
16:55 Samira: That's honest, and very common among people who make good things.

# Tue, 5 weeks ago
17:30 Linh: I put three bags online. nobody looked. well 4 people looked, 2 were my cousins
17:38 Samira: So two strangers looked. That's a beginning! Show me the text?
17:40 Linh: "Bag made of old shirt. Good quality."
17:47 Samira: True, and shy. Tell me about one of these shirts. Where did it come from?
17:55 Linh: the blue one was from the man in the flat below us, Mr Ellis. he wore it when he drove the night bus for 20 years. he gave it to me because the collar was gone
17:56 Samira: Linh.
17:56 Samira: Read what you just wrote.
17:58 Linh: …oh

# Wed, 5 weeks ago
19:20 Linh: new text: "This shirt drove the night bus for twenty years. Now it carries your books. Collar inside, as a pocket." is it ok with Mr Ellis?
19:24 Samira: It's beautiful. And asking him is exactly right: ask before you tell somebody's story.
19:41 Linh: he said "about time that shirt did something in daylight" 😂

# Mon, 4 weeks ago
16:15 Linh: SOLD. to a stranger. in Leeds!!
16:18 Samira: 🎉🎉 How does it feel?
16:20 Linh: like I have to wrap it very very well

# Thu, 3 weeks ago
18:02 Linh: CV question. I need one for the costume department at the theatre, they take people for work experience. but I have no experience, that's why I want experience
18:10 Samira: The oldest joke about work! But it isn't true. Take paper, and write down:

- everything you've made this year, with numbers
- every person who trusted you with something of theirs
- every mistake that cost you a night

Then we look at it again.
19:35 Linh: 14 bags, 1 jacket, 6 hems for neighbours, my cousin's áo dài for a wedding (two nights 😵), and I unpicked a zip four times
19:40 Samira: And this is what somebody without experience looks like?

# Sun, 3 weeks ago
15:20 Linh: I've written it. I put "unpicked a zip four times until it was right" under skills. is that silly
15:26 Samira: Every costume maker who reads that will laugh and invite you. Leave it in.

# Fri, 2 weeks ago
16:45 Linh: they invited me!! next week, half an hour, "bring something you made and something you'd do differently"
16:48 Samira: What did I say. What will you bring?
16:55 Linh: the jacket. and the bag with the pocket on the wrong side, if it doesn't sell at the market
16:56 Samira: And if it does?
16:57 Linh: then I bring the story

# Thu, 1 week ago
17:50 Linh: I was so nervous I put my scarf on inside out. the lady saw it and said "so did I" and showed me hers
17:52 Samira: 😄 You were among your own people.
17:55 Linh: two weeks in the summer!!! they do a musical with 60 costumes and somebody has to sew 400 buttons
17:56 Samira: And that somebody is delighted, I take it.
17:57 Linh: SO delighted

# yesterday
17:20 Linh: bà says congratulations, and that theatre seams must hold better than real ones because people dance in them
17:28 Samira: Your grandmother should be giving lectures. Please tell her thank you from me: she trained you well.
17:30 Linh: I told her. she said "again" 😂
`,
};
