import type { ProgrammeConversation } from "../conversation.ts";

export const kaiAndRuth: ProgrammeConversation = {
  between: ["kai-zhang", "ruth-albrecht"],
  unread: { "kai-zhang": 1 },
  transcript: `
# Tue, 6 weeks ago
17:20 Ruth: Hi Kai, I'm Ruth. No need to write much, I know that this is a strange way to meet somebody. Grace says that you take things apart. What was the last one?
19:45 Kai: toaster
19:48 Ruth: Did it survive?
19:49 Kai: yes
19:50 Kai: toasts better now
19:52 Ruth: Then we'll get on well.

# Thu, 5 weeks ago
18:10 Ruth: How is the week, out of ten?
18:31 Kai: 6
18:32 Ruth: What would have made it a 7?
18:40 Kai: no maths mock
18:44 Ruth: Ah. How did it go?
18:45 Kai: bad
18:58 Kai: I understand it at home and then in the exam I read the question and it's just letters
19:05 Ruth: That's a real thing, and common, and it says very little about your maths. Can you photograph one that went wrong? We look at where the letters begin to swim.
19:12 Kai: ok

# Sat, 5 weeks ago
13:30 Ruth: I liked how you found that dry solder joint today. You listened to it. Maths tip from the same toolbox: you never stare at a whole circuit, you follow one wire. Do that with the question: one line, what does it give me, write it down, next line.
13:52 Kai: follow one wire
13:52 Ruth: That's it.

# Mon, 4 weeks ago
17:33 Kai: tried it with 5 old questions. 3 right
17:40 Ruth: And before?
17:41 Kai: 1
17:42 Ruth: Three times as many in one weekend. What happened in the other two?
17:50 Kai: one I forgot minus. other one no idea
17:52 Ruth: "Forgot minus" is a loose screw, we tighten it. "No idea" we do together on Saturday. Bring it?
17:53 Kai: yes

# Fri, 3 weeks ago
16:20 Kai: can I stop maths club
16:35 Ruth: You can, it's yours. May I ask what it is like there?
16:47 Kai: they're all faster. they shout answers
16:52 Ruth: That would put me off as well. Fast and good are different things: the people I trust most at work are slow. Would something smaller suit you, you and one other?
17:01 Kai: maybe Rohan. he's in my set
17:02 Ruth: From Tomás's group? Ask him. I think he'd say yes.
19:15 Kai: he said yes

# Wed, 2 weeks ago
18:05 Kai: built a thing for my grandma. her doorbell, she can't hear it. now a lamp blinks
18:14 Ruth: Kai, that's wonderful. How does it know?
18:22 Kai: microphone listens for the bell frequency. about 700 hertz. took ages because the kettle is also about 700
18:24 Ruth: 😄 So for a week she ran to the door whenever there was tea?
18:24 Kai: yes
18:25 Kai: she said she doesn't mind, more visitors

# Sat, 1 week ago
13:12 Kai: mock 2 was yesterday
13:20 Ruth: And?
13:20 Kai: 58
13:21 Ruth: From 31! Kai!
13:24 Kai: followed the wire
13:30 Ruth: You did, and nobody else did it for you. How are you going to celebrate?
13:41 Kai: noodles

# yesterday
18:50 Kai: can I put the doorbell on my CV or is it too small
19:02 Ruth: It's the best thing on your CV. Write it like this: "Designed and built a visual doorbell for a person with hearing loss; solved false alarms by narrowing the frequency filter." All true, and all yours.
19:04 Kai: sounds like a different person
19:05 Ruth: It's the same one. I was there for the kettle.

# today
-6:30 Ruth: Week out of ten? I'm at a 7 so far, there was cake.
-3:05 Kai: 8
-2:50 Ruth: An eight! I don't even need to ask why, but I'd like to 🙂
`,
};
