import type { ProgrammeConversation } from "../conversation.ts";

export const healthAndScience: ProgrammeConversation = {
  group: "health-and-science",
  unread: { "rohan-mehta": 4, "lucia-fernandez": 1 },
  transcript: `
# Wed, 6 weeks ago
16:00 Tomás: Welcome to Health & Science! I'm Tomás, children's nurse, bad goalkeeper. We meet here all week and in person on Wednesdays, 17:00, room 2 of the community centre. What's one thing about bodies that you'd love to understand?
16:12 Anika: Why some people recover faster than others from the same operation.
16:15 Rohan: why I'm hungry at 11 every day no matter what I eat
16:21 Daniel: why a muscle forgets how to work
16:30 Lucía: por qué mi abuela nota el tiempo en la rodilla (why my gran's knee knows the weather)
16:34 Tomás: Four excellent questions, and at least two of them are still open in science. We'll take one a week.

# Wed, 5 weeks ago
19:10 Tomás: Thanks for coming! What I take home from tonight: hunger has a clock, and Rohan's is very punctual.
19:12 Rohan: ghrelin. I'm naming my fish that
19:14 Anika: You have a fish?
19:15 Rohan: since saturday. he's orange and judges me
19:20 Daniel: science fish 🐟

# Sun, 5 weeks ago
15:02 Lucía: does anyone have the biology notes on the heart, I was at the doctor with my gran on the day
15:06 Daniel: I have them but my handwriting is bad
15:08 Anika: I've got typed ones. I'll bring a copy for everybody on Wednesday.
15:09 Lucía: gracias gracias 🫀

# Wed, 4 weeks ago
19:20 Tomás: First aid evening: everybody can now do the recovery position, and Daniel did it on crutches. Certificates are at the desk.
19:24 Daniel: lying down is my specialty atm
19:26 Anika: I pressed too softly at first. The dummy clicks when it's right, it's very satisfying.
19:28 Tomás: Hard and fast, in the middle of the chest, and someone else calls for help. You'd all be good people to faint next to.

# Mon, 3 weeks ago
17:40 Rohan: question for wednesday: if clouds don't make cricket balls swing what does
17:42 Daniel: skill issue
17:42 Rohan: DANIEL
17:50 Tomás: I'd like both hypotheses tested.

# Wed, 3 weeks ago
19:05 Lucía: I start at the care home on Saturday!! nervous. what do I say to people I don't know
19:09 Daniel: ask about the photos on the wall, my nan loved that
19:10 Anika: Or ask what they'd like to listen to. Music is easier than talking.
19:12 Tomás: I've nothing to add, which is a lovely feeling for a mentor.

# Wed, 2 weeks ago
16:10 Daniel: not coming tonight, bad news from the scan. not up for people
16:14 Lucía: 😔 we'll miss you. do you want the notes
16:15 Daniel: yes pls
16:16 Rohan: I'll film the experiment so you can tell us what we did wrong
16:20 Anika: We'll keep your chair free.
19:40 Rohan: film is on the shared page. I set the timer wrong and you can hear Tomás laughing: https://example.org/pulse-experiment
20:02 Daniel: ok that made my evening. you measured ANIKA'S pulse twice and nobody else's
20:05 Anika: I'm now very well documented.

# Fri, 2 weeks ago
17:30 Lucía: Daniel and me are doing timed biology at the library on saturdays after my shift, 13:00. first time tomorrow. anyone else?
17:33 Anika: Yes, please. I need practice at stopping when the time is over.
17:34 Rohan: I need practice at starting
17:35 Daniel: dream team

# Wed, 1 week ago
18:55 Tomás: Tonight's question was Daniel's: why does a muscle forget? Daniel, would you write the answer here for the record? You explained it better than the textbook.
19:20 Daniel: ok so. when the knee is swollen the nerves send "careful!!" all the time, and the brain turns the thigh muscle down like a volume knob. the muscle is fine, it just isn't being asked. so rehab is asking it again, many times, nicely, until the brain believes you
19:22 Lucía: "asking it again, many times, nicely" 😭 this is also how I learn English
19:23 Anika: I'm writing that on my wall.
19:25 Rohan: coach daniel
19:26 Tomás: 10/10. That's a mark, Anika, you may relax.

# yesterday
15:30 Tomás: For next Wednesday: a visit! A colleague from the ambulance service brings her bag, and you may ask what everything is for. Please tell me whether you can come, and whether a parent has the form.
15:41 Lucía: yes and yes
15:44 Anika: Yes. The form has been in my folder since last week.
16:02 Daniel: yes, form tomorrow
16:03 Rohan: yes. will there be a siren

# today
-3:30 Tomás: I asked. One short one, outside, if everybody wears something on their ears.
-3:22 Lucía: ¡¡SIRENA!!
-3:15 Anika: I'll bring ear plugs, I've got a box of them for revision.
-0:55 Daniel: form is signed ✅
`,
};
