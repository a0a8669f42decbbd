import type { ProgrammeConversation } from "../conversation.ts";

/** Mentees of the other groups who have a question for Samira. */
export const openDeskOfSamira: readonly ProgrammeConversation[] = [
  {
    between: ["mei-chen", "samira-mansour"],
    transcript: `
# Thu, 3 weeks ago
16:05 Samira: Hello Mei, I'm Samira, I have the print shop under the stairs everybody complains about. I hear there are three posters to print for the showcase? For you at paper price.
16:20 Mei: oh wow thank you!! they're pixel art, will they get blurry if they're big
16:26 Samira: Not if you enlarge without smoothing. Look for "nearest neighbour" when you export, ten times the size. Then every pixel becomes a proper little tile.
16:40 Mei: it looks like a mosaic 😍

# Fri, 2 weeks ago
17:02 Samira: Printed. My customers keep asking about the heron. One wanted to buy it.
17:05 Mei: BUY it? how much does a heron cost
17:09 Samira: Come up on a Saturday, that's just what my group is learning to answer.
`,
  },
  {
    between: ["jonas-weber", "samira-mansour"],
    unread: { "jonas-weber": 2 },
    transcript: `
# Wed, 1 week ago
16:30 Samira: Hello Jonas, Samira here. Ruth says you may be invited to an interview soon and that small talk in English is harder for you than motors. I was the same in my second, third and fourth language.
16:50 Jonas: Yes! I can explain the robot but I can not talk about weather
16:55 Samira: Nobody can, we only pretend. Three sentences for every corridor in the world: "Have you worked here long?" "What do you like about it?" "That sounds interesting, why is that?" Then you only have to listen, and you're good at that.
16:58 Jonas: I write them on my hand
16:59 Samira: On a card in the pocket 😄

# today
-6:15 Samira: I heard the news from Ruth: Railworks! Bravo!
-6:14 Samira: One more for the pocket: at the end they'll ask whether you have a question. Yours is: "What would you want an apprentice to be able to do after the first month?"
`,
  },
  {
    between: ["amara-okafor", "samira-mansour"],
    transcript: `
# Sat, 1 week ago
11:10 Samira: Hello Amara, I'm Samira from the Studio group. Ruth told me you may apply for things soon and have never had a CV. I read about two hundred a year. Want to know what I look at first?
11:24 Amara: hi! yes!! is it the photo
11:26 Samira: No photo, please. I look for one verb with something real behind it. "Helped" tells me little. "Built a quiz that year 8 uses" tells me all.
11:31 Amara: built, explained, fixed, tested 👀
11:32 Samira: Four verbs, one page, done. Come by on a Saturday and I'll print it on the good paper.
`,
  },
  {
    between: ["kai-zhang", "samira-mansour"],
    transcript: `
# yesterday
16:35 Samira: Hello Kai, Samira here. I hear that there's an arcade box to be built, birch, painted on both sides. I've offcuts of 12 mm, good ones, and a saw that is allowed to be used with me next to it.
17:30 Kai: 12 is good. how much
17:34 Samira: Two sheets of 60 x 120. They're free if I may play first.
17:35 Kai: deal
17:40 Samira: Bring the drawing with all measurements. Measure twice, and then Mei measures.
`,
  },
  {
    between: ["lucia-fernandez", "samira-mansour"],
    transcript: `
# Tue, 2 weeks ago
17:45 Samira: Hi Lucía, I'm Samira, the print shop. Ruth says you need ten picture cards laminated, with big letters. I have the machine, it smells of holidays.
18:02 Lucía: hola!! yes please. which letters are easiest to read for old people?
18:08 Samira: Simple ones without feet, at least 60 points, dark on cream and not on white: less glare. And capital letters only for the first one, word shapes help tired eyes.
18:10 Lucía: I didn't know there was a science of letters
18:12 Samira: Ask Youssef, but bring time.
`,
  },
  {
    between: ["daniel-osei", "samira-mansour"],
    transcript: `
# Tue, 1 week ago
16:20 Samira: Hello Daniel, this is Samira from the Studio group. Tomás says that Coach Daniel needs ten small training cards for the under-10s, rain-proof. That can be done!
16:33 Daniel: hi! wow news travels. yes like one exercise per card with a drawing so they can pick one
16:38 Samira: Nice idea, let them choose. Draw stick figures, Linh turns them into good stick figures, I print on plastic.
16:39 Daniel: what does it cost
16:42 Samira: One sentence in our annual report about what the cards changed. So watch closely.
16:43 Daniel: deal!! first one is "the crocodile"
`,
  },
  {
    between: ["anika-sharma", "samira-mansour"],
    unread: { "samira-mansour": 1 },
    transcript: `
# Mon, 1 week ago
18:15 Samira: Good evening Anika, Samira here. Grace is looking for twenty minutes of music for the summer evening, and somebody mentioned a violin. No is a complete answer.
18:31 Anika: Good evening! I haven't played in front of people since I was 14. May I think about it?
18:33 Samira: Take until next month. You may also play behind the bookshelf, I've seen it done.

# yesterday
18:52 Anika: I've thought about it. One piece, four minutes, not behind the bookshelf.
`,
  },
];
