import type { ProgrammeConversation } from "../conversation.ts";

/** Mentees of the other groups who have a question for Ruth. */
export const openDeskOfRuth: readonly ProgrammeConversation[] = [
  {
    between: ["rohan-mehta", "ruth-albrecht"],
    transcript: `
# Tue, 4 weeks ago
17:10 Ruth: Hi Rohan, I'm Ruth from Code & Circuits. Tomás says that your cricket spreadsheet has become so big that it opens slowly. May I be curious?
17:22 Rohan: hi! yes 212 rows and 40 columns and it takes ages, I did a formula in every cell
17:25 Ruth: That'll do it! 200 rows is nothing for fifteen lines of Python. There's a library called pandas, and Amara can show you how to begin, she sits near you in chemistry.
17:31 Rohan: oh nice, I'll ask her

# Fri, 3 weeks ago
18:02 Rohan: 15 lines. you were right. it takes one second. ONE
18:06 Ruth: 🙂 Now you can ask it ten silly questions a minute. That's when it gets interesting.
`,
  },
  {
    between: ["youssef-benali", "ruth-albrecht"],
    transcript: `
# Thu, 3 weeks ago
16:40 Ruth: Hello Youssef! Samira told me that you draw letters and wonder how they get into a computer. I've no hand for drawing, but I know a little about the other end.
17:05 Youssef: hello! yes. how does it know that a letter changes its shape in the middle of a word? in Arabic every letter has 4
17:12 Ruth: What a good question. The font carries all the shapes and a small rule table: "if there is a neighbour on both sides, use this one." Text is stored simply as letters; the shape is chosen at the moment of drawing.
17:15 Youssef: so the text is like the skeleton and the font dresses it
17:16 Ruth: I'm stealing that sentence for work.

# Mon, 2 weeks ago
17:30 Ruth: Found for you, free, made by type designers: https://example.org/open-font-editor. Start with one letter. I hear that you have a favourite.
17:44 Youssef: و 😄
`,
  },
  {
    between: ["noah-williams", "ruth-albrecht"],
    unread: { "ruth-albrecht": 1 },
    transcript: `
# Thu, 1 week ago
17:20 Ruth: Hi Noah, Ruth here. Samira says you keep a little book of bike jobs, and would like the sums to do themselves?
17:35 Noah: yeah. parts minus paid and how much per hour
17:41 Ruth: A spreadsheet with six columns does it: date, bike, parts, minutes, paid, and one that calculates. Shall I tell you the formula, or do you want to find it first?
17:42 Noah: find it

# yesterday
18:40 Noah: =(E2-C2)/D2*60
18:41 Noah: I make £9.60 an hour. if I don't count the time I talk
`,
  },
  {
    between: ["linh-nguyen", "ruth-albrecht"],
    transcript: `
# Wed, 4 weeks ago
17:15 Ruth: Hello Linh, I'm Ruth. Samira mentioned that you'd like your own page for the bags, without a big shop around it. What should be on it?
17:40 Linh: hi! only photos and the story of each shirt. and a way to write to me that isn't my real e-mail
17:46 Ruth: Very wise. Then: a page of pictures and texts, and a form that goes to the programme's address first. Grace passes on the serious ones. Would that feel right?
17:48 Linh: yes, safer, thank you

# Tue, 2 weeks ago
18:10 Linh: page is up on the programme site: https://example.org/studio/linh. Mei drew the little needle
18:15 Ruth: It's lovely. Quiet, like the texts. And it loads in a blink, which my colleagues don't always manage.
`,
  },
  {
    between: ["lucia-fernandez", "ruth-albrecht"],
    transcript: `
# Mon, 2 weeks ago
17:00 Ruth: Hi Lucía, Ruth from Code & Circuits. Tomás says that you want to make picture cards for people at the care home who lose words. What do you need?
17:18 Lucía: hi!! yes like cards with a photo and the word in big letters, English and Spanish. on a tablet would be easier but I don't know how
17:24 Ruth: Paper first, I'd say: print ten, laminate, watch which ones they use. Then you know what the tablet has to be able to do. Mei might enjoy drawing some.
17:26 Lucía: paper first, I like it

# Sun, 1 week ago
17:10 Lucía: most used card: TEA ☕. second: "my feet are cold". nobody used "doctor"
17:20 Ruth: And now you know something that no app company knows. Write all of it down.
`,
  },
  {
    between: ["daniel-osei", "ruth-albrecht"],
    unread: { "daniel-osei": 1 },
    transcript: `
# Wed, 1 week ago
16:10 Ruth: Hello Daniel, Ruth here. I hear from Tomás that you count your exercises on your hand, on paper and on the wall. Would you like a counter that you can shout at?
16:25 Daniel: haha hi. yes. I lose count at 17 every time
16:30 Ruth: Kai has a microphone that listens for one sound. He thinks that it could hear a clap per repetition. Shall I put you two together at the library?
16:31 Daniel: that's sick, yes please

# today
-7:20 Ruth: Kai's first version is ready. It counts claps, and at 30 it plays a crowd. He won't tell you about the crowd, so I do.
`,
  },
  {
    between: ["anika-sharma", "ruth-albrecht"],
    transcript: `
# Thu, 2 weeks ago
18:00 Ruth: Good evening Anika, I'm Ruth, I make train software. Tomás says you've a question about artificial intelligence and doctors. I'm no doctor, but I'll say what I know and what I don't.
18:06 Anika: Thank you! I keep reading that computers will diagnose better than people. Is it naive to study for ten years, then?
18:20 Ruth: Not naive. A program can be very good at one picture. It doesn't notice that the patient is frightened, or that the question was the wrong one. I'd like my future doctor to understand both: what the program is good for, and when to switch it off.
18:24 Anika: "When to switch it off." I'd like to be asked that in an interview.
18:25 Ruth: You may be. Form an opinion, and then look for somebody sensible who disagrees.
`,
  },
];
