import type { ProgrammeConversation } from "../conversation.ts";

export const codeAndCircuits: ProgrammeConversation = {
  group: "code-and-circuits",
  unread: { "kai-zhang": 6, "amara-okafor": 2 },
  transcript: `
# Wed, 6 weeks ago
17:30 Ruth: Welcome, everybody! This is our room. Four rules, and then it's yours:

1. No question is too small.
2. Pictures of broken things are welcome.
3. We are kind about other people's code.
4. Saturdays at 10:00 in the makerspace behind the library, door on the left. Someone's parent or Grace knows where you are.
17:44 Amara: hi! I'm Amara, making a chemistry quiz
17:51 Jonas: Hello, I am Jonas. I have a robot, it drives off the table
17:52 Mei: hi jonas's robot 👋 I'm Mei, I draw
18:20 Kai: kai. electronics
18:22 Ruth: That's a whole company already: design, software, hardware, and quality assurance by gravity.

# Fri, 6 weeks ago
16:05 Mei: what should we bring tomorrow
16:12 Ruth: Yourselves, something you're working on or something broken. I bring biscuits. Any allergies?
16:15 Amara: no nuts for me please
16:16 Ruth: No nuts, noted for ever.
16:31 Jonas: I bring robot and big table cloth, so he falls soft

# Sat, 6 weeks ago
13:40 Ruth: Thank you all, that was a lovely first morning. Today's lessons, collected from the whiteboard:

- A robot has a left and a right and they aren't the same (Jonas)
- If it smells, unplug it (Kai)
- Spaces count (Amara)
- Herons are patient (Mei)
13:48 Mei: printing this and hanging it up

# Mon, 5 weeks ago
19:02 Kai: found 6 old phones at the recycling place, they gave me 4. anyone want one
19:05 Mei: ME for testing the game
19:06 Kai: ok
19:10 Ruth: Nice find, Kai. Please bring them on Saturday first: batteries that old want a careful look before anyone charges them.
19:11 Kai: already checked. 1 is swollen, took it back
19:13 Ruth: You're ahead of me. 👏

# Sat, 4 weeks ago
09:15 Jonas: bus is not coming, I am late, sorry!
09:17 Amara: we'll save you the biscuits with jam
09:18 Jonas: 🙏
13:22 Ruth: Today's wall: "A computer does what you said, not what you meant." Found independently by three people in one morning.

# Tue, 3 weeks ago
17:50 Amara: so apparently I'm showing my quiz at the showcase. in front of people. help
17:52 Mei: WHAT that's amazing
17:58 Jonas: I am also there! With the robot. I am a bit afraid also
18:01 Amara: ok good, I mean not good, but good
18:10 Kai: I can do the cables and the sound
18:12 Ruth: Kai, would you? The hall's microphone has a mind of its own.
18:12 Kai: I know. I fixed it last year
18:14 Mei: I'll draw you all posters. heron poster, robot poster, tungsten poster
18:16 Ruth: I'm just going to sit here and be proud for a minute.

# Sat, 2 weeks ago
13:05 Ruth: Rehearsal went well! Notes:

Amara: wait for the laugh, it will come.
Jonas: tell them WHY he turns, you skipped the best part.
Kai: gaffer tape on the second cable.
Mei: the posters are so good that the head teacher asked who the agency is.
13:11 Mei: she did NOT
13:12 Ruth: She did.
13:30 Jonas: why he turns = because 41 and 47. I will say it

# Wed, 1 week ago
17:40 Kai: sound check ok. robot table marked with tape. amara stand on the x
17:42 Amara: I love the x. thank you
17:43 Jonas: good luck to us
21:15 Mei: best evening EVER. the robot falling and Jonas catching the mic stand 😂
21:18 Jonas: he is shock-proof
21:20 Amara: Kai the sound was perfect, my voice was everywhere and it didn't even squeak
21:22 Kai: 👍
21:31 Ruth: I have been doing this for six years and I don't remember a better evening. Sleep well, all four of you.

# Sat, 1 week ago
13:40 Ruth: Next thing, no hurry: what do you want to build until the summer, together? One idea each, silly ones count.
13:52 Mei: heron game but for a real arcade box
13:55 Kai: I can build the box
14:10 Jonas: with a big red button
14:12 Amara: and a high score that's saved so you can't lose it 👀
14:15 Ruth: Did you just agree on something in 23 minutes? Grown-up teams need three meetings for that.

# yesterday
17:20 Kai: found a monitor for the box. free. https://example.org/reuse/monitor-17
17:26 Mei: it's square!! perfect for herons
17:31 Amara: I can do the score part, I already have it from the quiz
17:45 Jonas: I make buttons. how many
17:46 Mei: one. standing still is the whole game
17:47 Jonas: one button 🫡

# today
-4:20 Ruth: I asked the makerspace: we may keep the box there, on the shelf by the window, with our names on it.
-4:02 Mei: OUR SHELF
-3:40 Jonas: Wir haben ein Regal! (we have a shelf)
-1:30 Amara: somebody make a sign
-1:24 Mei: already drawing it
-0:50 Ruth: Of course you are 💛
`,
};
