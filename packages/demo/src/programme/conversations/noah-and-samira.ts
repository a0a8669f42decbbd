import type { ProgrammeConversation } from "../conversation.ts";

export const noahAndSamira: ProgrammeConversation = {
  between: ["noah-williams", "samira-mansour"],
  unread: { "samira-mansour": 1 },
  transcript: `
# Wed, 6 weeks ago
16:45 Samira: Hi Noah, I'm Samira. Grace says that you start your first job on Sunday, at the garden centre. Congratulations! How do you feel?
17:02 Noah: fine
17:10 Noah: bit nervous
17:12 Samira: Nervous about what exactly? Sometimes it gets smaller when it has a name.
17:18 Noah: the till. and people asking me about plants. I know nothing about plants
17:22 Samira: Here is a sentence that I still use after twenty years: "Good question, I'll find out for you." Nobody has ever been angry about it.
17:24 Noah: that's allowed?
17:24 Samira: It's the most professional sentence there is.

# Sun, 6 weeks ago
17:40 Noah: said the sentence 11 times
17:42 Samira: 😄 And?
17:45 Noah: one lady said I was very helpful. I just walked her to the guy who knows
17:46 Samira: That IS helpful. And the till?
17:47 Noah: gave someone 10p too much. survived

# Tue, 5 weeks ago
18:01 Noah: is it normal to be this tired
18:05 Samira: After a first long day on your feet? Completely. How much did you sit down?
18:06 Noah: didn't know I could
18:09 Samira: You have a right to a break, and at your age a longer one: 30 minutes if you work more than four and a half hours. Ask when yours is, it's not rude. "When would be a good time for my break?"
18:20 Noah: ok. didn't know that

# Sun, 5 weeks ago
18:15 Noah: asked. she said "oh love of course" and gave me the rota. 12:30
18:17 Samira: Well done, that takes more courage than the till.

# Thu, 4 weeks ago
17:33 Noah: first pay!! £94.20
17:34 Samira: 🎉 What does one do with £94.20?
17:40 Noah: 20 to mum, she didn't want it. 30 for the bike stand. rest saving
17:42 Samira: That's a budget. Did you read the pay slip?
17:43 Noah: there's letters on it
17:50 Samira: Bring it on Saturday, with the amounts covered if you like. Ten minutes, and you'll understand every letter for the rest of your life.

# Sun, 3 weeks ago
18:40 Noah: a man shouted at me today
18:41 Noah: because the compost was sold out. like it was me who sold it
18:52 Samira: I'm sorry, Noah. That's not all right, and it wasn't about you. What happened next?
18:55 Noah: I said I'd find out when there's more. he went away. my hands were shaking after
18:56 Noah: Dee from plants made me a tea and said he does that every spring
19:01 Samira: You stayed calm with an adult who didn't. Being shaky afterwards is just your body putting its things away. Did you tell somebody at home?
19:03 Noah: told mum. she wanted to go there 😂
19:05 Samira: I like her already. If it ever happens again, you may step back and fetch Dee at once: that's not weakness, that's what she's for.

# Mon, 2 weeks ago
16:31 Noah: bike thing. Dee asked if I'd fix her daughters bike. what do I charge
16:38 Samira: What do the parts cost, how long will it take you, and what's an hour of you worth?
16:45 Noah: brake pads 6. 40 min. idk, what I get at the garden centre?
16:47 Samira: A fair place to begin. So?
16:49 Noah: £12?
16:50 Samira: Say it without the question mark.
16:51 Noah: £12.

# Fri, 2 weeks ago
17:15 Noah: she paid 15 and said keep it. and her neighbour has a bike too
17:18 Samira: And so it starts. Write every job in a little book: date, what, parts, minutes, paid.
17:20 Noah: got the book already. from the garden centre. staff discount

# Tue, 1 week ago
17:05 Noah: college form asks "describe a situation where you dealt with conflict" is the compost man a conflict
17:08 Samira: The compost man is a perfect conflict. Four sentences: what happened, what you had to do, what you did, how it ended.
17:52 Noah: A customer was angry because an item was sold out. I had to stay polite and keep him safe to talk to. I listened, said I would find out when it came back, and told my supervisor after. He left calm, and the shop now puts a sign out when compost is low, which was my idea.
17:58 Samira: Wait: the sign was YOUR idea? You never told me!
17:59 Noah: it was just a sign
18:01 Samira: Noah. It's the best part.

# yesterday
18:10 Noah: Dee says they want to keep me after the summer. 2 days a week while I'm at college
18:14 Samira: How wonderful! What do you want?
18:30 Noah: I want 1 day. and 1 day for bikes
18:32 Samira: Then ask for one day. You know how to say a thing without the question mark.

# today
-3:55 Noah: asked
-3:54 Noah: she said yes. AND I can put a card up in the shop for the bikes
-3:40 Samira: Noah!! The boy who was afraid of the till! What will the card say?
-1:15 Noah: "Noah fixes bikes. You can watch."
`,
};
