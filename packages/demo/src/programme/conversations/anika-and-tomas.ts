import type { ProgrammeConversation } from "../conversation.ts";

export const anikaAndTomas: ProgrammeConversation = {
  between: ["anika-sharma", "tomas-herrera"],
  unread: { "tomas-herrera": 1 },
  transcript: `
# Mon, 6 weeks ago
19:05 Tomás: Good evening Anika, I'm Tomás. Your form says "medicine, definitely" with definitely underlined twice. I'm a nurse, so I've met some doctors. Ask me anything.
19:08 Anika: Hello! Thank you for taking me on. I have prepared a list of questions, is that all right?
19:09 Tomás: I'd expect nothing less.
19:14 Anika: 1. How many hours of volunteering do I need?
2. Which admission test book is best?
3. Is one B a disaster?
4. How do people sleep?
19:30 Tomás: 1. It isn't counted in hours, it's counted in what you can say about it.
2. The one you finish.
3. No.
4. I like question four best. How do YOU sleep?
19:41 Anika: Not very well at the moment, to be honest.
19:44 Tomás: Then we begin there. A tired brain learns like a wet sponge.

# Wed, 5 weeks ago
20:10 Anika: I made a timetable. 5:30 to 7:00 chemistry, school, 16:00 to 22:00 revision.
20:18 Tomás: It's a very tidy timetable. I can't find you in it.
20:20 Anika: What do you mean?
20:23 Tomás: Where do you eat? Where is a friend, your violin, a walk, nothing at all? On my ward we don't let anyone work a plan like this, because on day nine they make mistakes.
20:31 Anika: My cousin got in with a plan like this.
20:33 Tomás: Maybe. How was your cousin?
20:47 Anika: She was ill for most of that spring actually.

# Fri, 5 weeks ago
17:20 Anika: New version. Stops at 20:30. Violin on Tuesday and Friday. Sunday is empty and it makes me nervous.
17:26 Tomás: Well done. The nervousness is the medicine working. Tell me on Monday what grew in the empty space.

# Mon, 4 weeks ago
17:02 Anika: I baked. With my grandmother. Nankhatai, they came out flat.
17:04 Tomás: Flat ones taste the same. Sleep?
17:05 Anika: Seven and a half hours. Twice.

# Tue, 3 weeks ago
18:33 Anika: Mock interview at school today. They asked "Tell us about a time you failed" and I said that I once got 89 percent. The teacher laughed. Not unkindly.
18:40 Tomás: And what would you say, if you trusted the person in front of you?
18:52 Anika: That I was so afraid of the violin exam in year 9 that I told my parents I had a fever. I didn't have one. I've never told anybody.
18:58 Tomás: Thank you. I won't forget that you trusted me with it. What did you learn?
19:03 Anika: That the fever lasted a day and being ashamed of it lasted two years.
19:05 Tomás: Anika, a person who can say that sentence is someone I'd want beside my bed. You needn't tell an interviewer this one. But that's the depth that they're asking for.

# Thu, 2 weeks ago
16:45 Anika: I told my mother about the fever.
16:46 Anika: She knew. She had always known. She said she was waiting until I was ready 🥲
16:50 Tomás: Mothers. The best diagnosticians there are.

# Sat, 2 weeks ago
11:15 Anika: May I ask about the test: is it normal that the "situational judgement" part feels as if every answer is right?
11:24 Tomás: Yes! The trick is to ask: who is safest, and who is told the truth, in this order. Try twenty with that, and without the clock.
13:40 Anika: 17 of 20.
13:42 Tomás: Doctor Sharma.
13:42 Anika: Not yet 🙈

# Mon, 1 week ago
17:30 Anika: B in the physics test.
17:31 Anika: I looked at it for a while. And then I went to violin.
17:36 Tomás: Read those two lines again, slowly, in the voice of you from six weeks ago.
17:38 Anika: She'd faint.
17:39 Tomás: She'd have missed violin.

# yesterday
16:58 Anika: The hospice says I may come on Sunday mornings, reading aloud to people. I said yes, if Sunday stays empty after 12.
17:05 Tomás: You negotiated for your own free time. I'm putting that on the ward notice board, without the name.

# today
-4:05 Anika: First draft of the personal statement is done! 612 words too long. May I send it to you as it is?
-3:50 Tomás: Please do. I'll read it tonight with a cup of tea, and cross out every sentence that your cousin could've written too.
-1:10 Anika: Sent. The flat nankhatai are in it.
`,
};
