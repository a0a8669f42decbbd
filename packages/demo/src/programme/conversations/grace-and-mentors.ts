import type { ProgrammeConversation } from "../conversation.ts";

/** What the coordinator and the three mentors discuss. */
export const graceAndMentors: readonly ProgrammeConversation[] = [
  {
    between: ["grace-adeyemi", "ruth-albrecht"],
    unread: { "grace-adeyemi": 1 },
    transcript: `
# Mon, 6 weeks ago
09:20 Grace: Good morning Ruth, and welcome back for year six! Your four have their first messages today. As always: meetings in public places or here by video, a parent knows, and anything that worries you comes to me the same day, however small.
09:45 Ruth: Good morning Grace! Understood, and I'm glad that you say it every year.
09:47 Ruth: Is the nut allergy in the group on file? I'm the one with the biscuits.
09:52 Grace: Amara, yes. Her mum will be pleased that you asked.

# Tue, 4 weeks ago
18:50 Ruth: Jonas needs his German school report recognised for an apprenticeship. You've done that before, haven't you?
19:05 Grace: Three times. He needs a certified translation, we've a budget for it. I'll call his father tomorrow: he sounded worried at the first meeting.
19:07 Ruth: He is. He'll be relieved to hear a voice.

# Wed, 4 weeks ago
12:10 Grace: Spoke with Mr Weber. Translation ordered, and he asked whether there's somewhere here that bakes proper bread. I've sent him to Monsieur Renaud, Chloé's baker. 😄

# Thu, 1 week ago
09:02 Grace: Ruth, I've had two e-mails from the school and one from the head teacher about last night. All of them use the word "confidence". Thank you.
09:15 Ruth: They did it themselves. I only shouted WOLFRAM, which I apologise for.
09:16 Grace: It's on the video.

# yesterday
15:20 Ruth: Amara's family has questions about university costs. May I send her mum to you?
15:24 Grace: Please do. I was the first in my family as well, I've all the forms and most of the tears behind me.

# today
-7:40 Grace: Spoke with Amara's mum just now. What a woman. They're coming to the open evening, all four of them.
-7:05 Ruth: All four! The brother with the red hat too? Then I'll definitely be there.
`,
  },
  {
    between: ["grace-adeyemi", "tomas-herrera"],
    transcript: `
# Tue, 6 weeks ago
09:10 Grace: Hello Tomás! Thank you for taking four this year, on top of nights. If it's ever too much, tell me in time, not in a heroic moment.
13:35 Tomás: Hello Grace! I promise. Nights end in two weeks, and those four are better than coffee.

# Wed, 5 weeks ago
18:30 Tomás: A general point, not only about Lucía: several of our young people interpret for their families at the doctor's. Could we put a page about free interpreters on the programme site?
18:44 Grace: Yes! Write me ten lines and I'll have it translated. Spanish, Arabic, Chinese, Hindi, French, Vietnamese to begin with?
18:46 Tomás: Perfect. You'll have them on Friday.

# Mon, 4 weeks ago
10:20 Grace: The page is up: https://example.org/interpreters. Read 61 times in its first weekend.
10:41 Tomás: Sixty-one grandmothers with churros.

# Tue, 3 weeks ago
19:20 Tomás: Something small that I want to have said. One of mine told me about being anxious a while ago, something long past. No risk, well supported at home now. I'm not passing on the details because there's no need, only that you know I listened with that ear.
19:31 Grace: Thank you, exactly right. Note the date, trust your ear, and come to me if it changes.

# Wed, 2 weeks ago
17:05 Tomás: Daniel had bad news from his scan and stays at home tonight. His dad knows and cooks. I'm writing to him.
17:12 Grace: Good. I'll save his certificate, and the good chair.

# yesterday
11:30 Grace: The paramedic's visit is confirmed with the centre, forms for all four are in or on the way. The siren question reached me from three directions.
11:52 Tomás: One short one. Outside. I've promised.
11:53 Grace: I'd like to be there for the siren.
`,
  },
  {
    between: ["grace-adeyemi", "samira-mansour"],
    unread: { "samira-mansour": 2 },
    transcript: `
# Mon, 6 weeks ago
10:15 Grace: Samira, marhaba! Your four are a bit of everything this year: letters, dough, bicycles, seams. I put them together because they'd each be alone anywhere else.
10:40 Samira: Ahlan Grace! Then they'll make something that doesn't exist yet. I've tidied the room above the shop. Define tidied generously.
10:42 Grace: Are the stairs still what they were?
10:43 Samira: The stairs are character building. There's a rail now, both sides.

# Wed, 4 weeks ago
16:50 Grace: The council offers us a free stall at the spring market. Is it too early for your group?
17:01 Samira: It's exactly early enough. They'll be afraid, and then they'll be somebody who had a stall. What about insurance?
17:05 Grace: Covered by the programme, and I need one adult at the stall all day. Soup provided.
17:06 Samira: Adult: me. Soup: yes.

# Sun, 3 weeks ago
19:10 Samira: For your notes: a customer shouted at Noah at work today, he was calm, told his supervisor and his mother, and we've talked. He's well. I'd only like you to know.
19:22 Grace: Thank you for writing the same day. I'll drop in for a plant next week and say hello, without making anything of it.

# Mon, 1 week ago
09:05 Grace: £187.50!! The council wrote to ask "who trained these people". I said nobody, they were listened to.
09:20 Samira: I'm having that printed, on the good paper.

# yesterday
14:15 Samira: They're deciding about the second market themselves. It's very hard not to say anything.
14:20 Grace: Sit on your hands. I've done it for eleven years, they're quite flat now.

# today
-4:55 Grace: Noah sent me a one-page plan for the second stall, with costs, hours and prices. He added "questions welcome". I've nothing to ask.
-4:54 Grace: May I show it to the council as an example, with his permission?
`,
  },
];
