import type { ProgrammeConversation } from "../conversation.ts";

export const luciaAndDaniel: ProgrammeConversation = {
  between: ["lucia-fernandez", "daniel-osei"],
  transcript: `
# Thu, 2 weeks ago
17:02 Lucía: do you also run out of time in biology or is it a me thing
17:10 Daniel: 4 blank pages last time. FOUR
17:11 Lucía: ok I had 2, I feel better, sorry 😂
17:15 Lucía: Tomás gave me a plan with stars. library saturday 1pm? I have a stopwatch
17:16 Daniel: is the library ok with crutches
17:18 Lucía: I checked! there's a lift on the left side, and the tables by the lift are big
17:19 Daniel: you checked?? thanks
17:20 Lucía: of course

# Sat, 2 weeks ago
15:05 Daniel: the star thing works. I only cried inside
15:07 Lucía: what did you get
15:08 Daniel: 49. before I had like 30
15:08 Lucía: VAMOS
15:09 Daniel: vamos 💪
15:12 Lucía: also you were good at explaining the nerve thing, I finally get synapses. it's like whatsapp between cells and the message has to be delivered
15:13 Daniel: two blue ticks = action potential
15:14 Lucía: I'm writing that in the exam

# Mon, 1 week ago
16:25 Lucía: how do you say "vesícula" in English, not the bladder one, the little bag in the synapse
16:27 Daniel: vesicle. you basically had it
16:28 Lucía: Spanish wins again

# Sat, 1 week ago
15:20 Lucía: Daniel you finished BEFORE me today
15:21 Daniel: don't tell anyone I have a reputation
15:24 Daniel: the under-10s asked me this morning why they have to warm up and I explained it with synapses and one of them said "so my leg has wifi"
15:25 Lucía: 😂😂 yes. yes it does

# yesterday
13:30 Daniel: same time next saturday? I'm bringing past papers and plantain chips
13:34 Lucía: sí señor. I bring churros if my gran makes them
13:35 Daniel: best study group in the country
`,
};
