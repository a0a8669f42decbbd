import type { ProgrammeConversation } from "../conversation.ts";

/** Mentees of the other groups who have a question for Tomás. */
export const openDeskOfTomas: readonly ProgrammeConversation[] = [
  {
    between: ["kai-zhang", "tomas-herrera"],
    unread: { "tomas-herrera": 1 },
    transcript: `
# Mon, 1 week ago
17:40 Tomás: Hello Kai, I'm Tomás from Health & Science. Ruth told me about the doorbell lamp. On my ward we've a family where both parents are deaf, and the call button only beeps. Would you tell me how yours works?
18:20 Kai: microphone, filter at 700, lamp
18:22 Kai: beep is easier than a bell. always same frequency
18:26 Tomás: So for a hospital beep it'd be simpler? I can't connect anything to our machines, there are strict rules, and good ones. But I could show your idea to our technician.
18:30 Kai: ok. I draw it

# yesterday
17:10 Tomás: Our technician kept your drawing. She asked how old the engineer is.
19:20 Kai: 16. she can keep it
`,
  },
  {
    between: ["mei-chen", "tomas-herrera"],
    transcript: `
# Tue, 3 weeks ago
16:30 Tomás: Hi Mei! Tomás here, children's nurse. Ruth showed me a heron who has to stand very still, and I thought at once of our X-ray room. May I ask you something odd?
16:48 Mei: hi! yes, odd is good
16:55 Tomás: Children have to keep still for the picture, and "don't move" frightens them. If there were a poster: "Be a heron: the fish only come when you're still"?
16:57 Mei: I'm drawing it. I'm already drawing it

# Mon, 2 weeks ago
17:30 Mei: done: heron, reeds, three fish. I made the fish look a bit silly so it's not scary
17:41 Tomás: It's hanging at the height of a five-year-old. This morning somebody stood still for eleven seconds and then whispered "did they come?" Thank you, Mei.
17:43 Mei: 🥹 best review I ever got
`,
  },
  {
    between: ["amara-okafor", "tomas-herrera"],
    transcript: `
# Fri, 1 week ago
16:20 Tomás: Hello Amara! I'm Tomás, I was at the showcase in row five, behind a lady who shouted WOLFRAM. Your quiz made two of my nurses argue about potassium. Who in your life made you like chemistry?
16:41 Amara: hi!! omg that was my mentor 😂 um, my mum, she's a cleaner in the pharmacy and she used to bring me the leaflets, I read all of them
16:46 Tomás: The leaflets! So you know the word "excipients".
16:47 Amara: all the stuff that isn't the medicine
16:50 Tomás: Have you ever heard of hospital pharmacists? They stop about one mistake a day on my ward, quietly, with exactly that knowledge. If you'd like to see where they work, we've a visitors' day for school classes: https://example.org/pharmacy-day
16:58 Amara: I'll ask Mrs Dale if we can go as a class!!
`,
  },
  {
    between: ["jonas-weber", "tomas-herrera"],
    transcript: `
# Thu, 1 week ago
17:05 Tomás: Hello Jonas, Tomás here. Your robot fell off the stage and got up again, which is more than I can say of myself at football. Ruth says that you repair things: our toy library on the ward has five broken trains. Interested?
17:30 Jonas: Hello! Yes, very. Are the trains for small children? Then no small screws, and no glue that smells
17:34 Tomás: You've thought of the two things that our rules ask for. Grace can arrange the handover at the community centre.
17:36 Jonas: I make a list what was broken and what I did, so you can check
17:37 Tomás: Un profesional.
`,
  },
  {
    between: ["linh-nguyen", "tomas-herrera"],
    transcript: `
# Sun, 2 weeks ago
16:10 Tomás: Hi Linh, I'm Tomás. Samira mentioned that your wrist hurts after sewing in the evening. I can't examine anybody over a message, but I can tell you what I tell my colleagues, if you like?
16:22 Linh: hi, yes please. it's the right one, after 2 hours
16:30 Tomás: Then this, and it costs nothing:

- stop every 20 minutes, shake out both hands, look out of the window
- table a bit lower, so that your shoulders hang down
- cut on one day, sew on another

And if it still hurts after a week, or tingles at night: tell somebody at home and see your GP. Deal?
16:33 Linh: deal. thank you

# Tue, 1 week ago
17:20 Linh: it was the table!! my dad cut 4 cm off the legs. no pain
17:24 Tomás: Carpentry, the oldest branch of medicine.
`,
  },
  {
    between: ["chloe-dubois", "tomas-herrera"],
    transcript: `
# Mon, 1 week ago
17:15 Tomás: Bonjour Chloé, my French ends here! I'm Tomás. Samira says that you're getting an order for a birthday cake and would like to be careful about allergies.
17:28 Chloé: hello! yes I'm scared to make someone ill. the lady said no nuts
17:36 Tomás: Good instinct. Ask her: allergy or taste? If it's an allergy: separate bowl and spoon, washed with hot water and soap, check every packet for "may contain", and write all ingredients on a card. If you can't be sure, say so, nobody minds an honest no.

# Tue, 1 week ago
17:50 Chloé: it's allergy, her grandson. I bought new flour and I washed everything twice. card is written
17:53 Tomás: Then that boy is in good hands. Bravo, as they say in every language.
`,
  },
  {
    between: ["noah-williams", "tomas-herrera"],
    unread: { "noah-williams": 1 },
    transcript: `
# Sat, 1 week ago
17:50 Tomás: Hello Noah, Tomás from Health & Science. Samira says that you were asked at work who's the first aider at weekends, and that you put your hand up a bit?
18:05 Noah: half up. I don't know anything yet
18:09 Tomás: Half up is how it begins. There's a free course for 16 to 18 at the community centre, one Sunday: https://example.org/first-aid-youth
18:11 Noah: I work sundays
18:12 Tomás: Ask Dee whether it counts as work. A garden centre that gets a first aider may well say yes.

# yesterday
12:40 Noah: she said it counts and they pay the day
12:55 Tomás: You're going to be the best-asked young man in this town. Enjoy it, and press hard and fast.
`,
  },
];
