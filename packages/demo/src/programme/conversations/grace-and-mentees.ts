import type { ProgrammeConversation } from "../conversation.ts";

/** Organisation between the coordinator and mentees: forms, times, a welcome. */
export const graceAndMentees: readonly ProgrammeConversation[] = [
  {
    between: ["grace-adeyemi", "daniel-osei"],
    transcript: `
# Tue, 4 weeks ago
15:10 Grace: Hi Daniel, it's Grace from the programme office. The physiotherapy practice needs a form for your afternoons with them, signed by you and a parent. I've put it on your page. Is the ramp at the centre all right with the crutches?
15:32 Daniel: hi! dad signed it, I'll bring it wednesday. ramp is good, door is heavy tho
15:35 Grace: Thank you for saying so. I'll have the door looked at.

# Wed, 3 weeks ago
16:40 Daniel: the door opens by itself now???
16:44 Grace: You asked, it was right, it was a small motor. Always tell me about doors.
`,
  },
  {
    between: ["grace-adeyemi", "kai-zhang"],
    transcript: `
# Mon, 6 weeks ago
15:40 Grace: Hello Kai, I'm Grace, I run the programme. Just one thing from me: you needn't talk in the group until you want to, and nobody will make you. Ruth is quiet too, in her way.
18:10 Kai: ok. thank you
18:11 Kai: is there a soldering iron
18:14 Grace: There are three, and a fan. Ruth shows you where.
18:14 Kai: good

# Thu, 1 week ago
10:05 Grace: The head teacher asks who did the sound. May I give her your name?
16:30 Kai: yes
16:31 Kai: tell her the left speaker needs a new cable
`,
  },
  {
    between: ["grace-adeyemi", "linh-nguyen"],
    unread: { "grace-adeyemi": 1 },
    transcript: `
# Thu, 1 week ago
18:20 Grace: Linh, congratulations from the whole office! For the two weeks at the theatre I need your dates and a contact there. They've worked with us before and they're lovely.
18:35 Linh: thank you!! dates are on the letter, I'll upload it. her name is Marguerite and she also wears scarves inside out
18:37 Grace: That's how I know her.

# yesterday
17:45 Linh: uploaded! also my grandmother wants to know if the programme needs curtains
`,
  },
];
