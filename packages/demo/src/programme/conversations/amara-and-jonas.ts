import type { ProgrammeConversation } from "../conversation.ts";

export const amaraAndJonas: ProgrammeConversation = {
  between: ["amara-okafor", "jonas-weber"],
  unread: { "amara-okafor": 1 },
  transcript: `
# Sat, 3 weeks ago
15:40 Amara: hey Jonas, are you scared about the showcase or is it only me
15:52 Jonas: Hello Amara. I am scared in English AND in German
15:53 Amara: 😂 ok good. want to practise together? I need people who don't laugh
15:55 Jonas: Yes please. I also need someone who says when my words are wrong
15:57 Amara: deal. you listen to me shake, I listen to your English
15:58 Jonas: It is a good deal

# Wed, 2 weeks ago
12:20 Amara: room 14 is free, Mei's coming too
12:21 Jonas: I come with the robot
13:10 Jonas: You did not shake. Only the paper did
13:12 Amara: the paper has its own problems
13:14 Jonas: Was "the robot is doing a decision" ok?
13:15 Amara: "making a decision". you make decisions, you do homework
13:16 Jonas: English has no logic. I make a decision to do my homework
13:17 Amara: perfect sentence!!

# Tue, 1 week ago
18:30 Jonas: Tomorrow. I have tested the battery 5 times
18:33 Amara: I've tested my first sentence about 500 times, my brother says it in his sleep now
18:34 Jonas: Who here can tell me the symbol for tungsten
18:35 Amara: JONAS
18:35 Jonas: All of us can say it. You are ready

# Wed, 1 week ago
20:45 Amara: we did it we did it we did it
20:50 Jonas: We MADE it. or did it?
20:51 Amara: both!!! both are right
20:52 Jonas: No logic 😄

# yesterday
18:20 Amara: I heard about your interview!! Railworks!! Do you want to practise questions? I'll be a strict boss
18:33 Jonas: Yes! Please be very strict, and then tell me the small mistakes
18:35 Amara: lunch, room 14, I'll wear a blazer

# today
-5:30 Jonas: You were a terrible boss and I am much less nervous. Thank you, Amara.
`,
};
