import type { ProgrammeConversation } from "../conversation.ts";

export const meiAndRuth: ProgrammeConversation = {
  between: ["mei-chen", "ruth-albrecht"],
  unread: { "ruth-albrecht": 1 },
  transcript: `
# Tue, 6 weeks ago
17:05 Ruth: Hi Mei, I'm Ruth, your mentor this term. Grace wrote "draws everything, all the time" next to your name. Is that fair?
17:40 Mei: yes 😂 sorry
17:41 Ruth: Never be sorry for that. What are you drawing at the moment?
17:44 Mei: small pixel animals. 16 by 16. I want to make a game with them but I only know how to make the pictures
17:46 Ruth: Then you already have the half that I can't do. What happens in the game?
17:52 Mei: you're a heron and you stand very still and catch fish. if you move too early they swim away
17:53 Ruth: I would play that right now.

# Sat, 5 weeks ago
12:44 Ruth: Lovely to meet the heron today. You left your green pencil, I have it.
12:51 Mei: oh nooo thank you, I looked everywhere
12:52 Ruth: It has its own drawer until next Saturday.
13:10 Mei: I watched the tutorial you said. what's a "game loop", he says it like 40 times and never says what it is
13:22 Ruth: Ha! It's like a flip book. Thirty times a second: 1. look what the player is doing, 2. move everything a tiny bit, 3. draw the whole page again. That's all of it.
13:25 Mei: so every frame I draw EVERYTHING again? even the reeds
13:26 Ruth: Even the reeds. Computers don't get bored.
13:27 Mei: that's kind of sad and nice

# Wed, 4 weeks ago
18:15 Mei: the fish moves!!
18:16 Mei: it also leaves a trail of fish behind it like a fish snake
18:30 Ruth: Because somebody isn't drawing the water again…
18:31 Mei: the REEDS rule. ok
18:36 Mei: fixed. but now I miss the fish snake
18:38 Ruth: Keep it as a secret level. Many good ideas began as a bug.

# Mon, 3 weeks ago
16:50 Mei: can I ask something that isn't coding
16:58 Ruth: Of course.
17:06 Mei: my parents think games are not a job. they're not mean about it, they just want me to do accounting like my aunt because it's safe. and I don't know how to say it without it being a fight
17:20 Ruth: Thank you for trusting me with that. It sounds as if they love you and are worried about rent, which is a reasonable thing to worry about.
17:22 Ruth: One thought, take it or leave it: people are often afraid of what they can't see. Have they ever seen you work on the heron? Not the finished thing: you, stuck, and then not stuck?
17:31 Mei: no. I close the laptop when they come in because I think they think I'm wasting time
17:33 Ruth: So what they see is a closing laptop.
17:34 Mei: …
17:34 Mei: ouch. true

# Sun, 3 weeks ago
15:20 Mei: I left it open. my dad sat down and tried for half an hour and he's SO bad at it
15:21 Mei: he asked how I made the fish scared. so I showed him the code and he was quiet and then he said 这个很难吧 (this must be hard)
15:34 Ruth: Mei 💛 And what did you say?
15:36 Mei: I said yes but I like that it's hard
15:37 Ruth: I don't think you'll ever have to win that argument. You've just changed what it is about.

# Thu, 2 weeks ago
17:02 Ruth: For the open day on Sunday: the university has a course called "Computer Science with Games", and one called "Interactive Media". Ask both the same three questions and compare: What do students make in the first year? What do they do afterwards? Can I see something that failed?
17:18 Mei: I like the third one
17:19 Ruth: You learn most from it. https://example.org/open-day has the map.

# Sun, 2 weeks ago
15:30 Mei: mum came too!! she asked the professor about salaries 🙈 and he had actual numbers and she wrote them down
15:42 Ruth: Your mum asks excellent questions. And the third one?
15:45 Mei: a girl showed me a game where you're a teapot. it was so broken. she said she learned more from the teapot than from everything else. I want to go THERE

# yesterday
18:25 Mei: the heron has a score now and a title screen. Kai made the sound of the splash with a bucket
18:31 Ruth: I can hear that bucket from here. What's left before people may play it?
18:40 Mei: a pause button, and the fish sometimes swim into the bank
18:42 Ruth: Pause button first, players need tea. Bring it on Saturday and we let the group loose on it.

# today
-1:20 Mei: pause works! and when you pause, the heron closes its eyes 😌
`,
};
