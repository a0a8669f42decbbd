import type { ProgrammeConversation } from "../conversation.ts";

export const studioAndEnterprise: ProgrammeConversation = {
  group: "studio-and-enterprise",
  unread: { "linh-nguyen": 3, "samira-mansour": 1 },
  transcript: `
# Tue, 6 weeks ago
17:00 Samira: Good evening, bonsoir, مساء الخير! This is the room of Studio & Enterprise. We meet on Saturdays at 14:00 above the print shop, the stairs are steep and the tea is good. Please say who you are and what you'd make if nobody could stop you.
17:08 Chloé: Chloé. a bakery with only four things in it, but the best four
17:15 Noah: noah, a bike repair place where you can learn to fix it yourself
17:21 Linh: hi, I'm Linh. clothes from old clothes
17:40 Youssef: Youssef. letters. Arabic letters on walls, big ones, with permission 😄
17:44 Samira: "With permission" is the mark of a professional. Welcome!

# Sat, 6 weeks ago
16:40 Samira: What a good first afternoon. Homework, if you want it: find one price that surprises you and ask why it is so.
16:52 Noah: inner tube £8. why
16:55 Samira: Exactly this kind of thing, Noah. Now go and ask the shop.

# Wed, 5 weeks ago
16:30 Noah: asked. tube costs them 2.90, rest is rent and the guy's time and "the ones that come back broken"
16:33 Linh: that last one is sad and useful
16:35 Chloé: in the bakery it's the croissants at 6pm. nobody wants a 6pm croissant
16:36 Noah: I want a 6pm croissant
16:38 Samira: And here you see a market being born.

# Sat, 5 weeks ago
16:25 Linh: I forgot my tape measure on the window sill, can someone take it?
16:31 Youssef: got it. it was being a bookmark
16:33 Linh: thank youuu

# Thu, 4 weeks ago
17:20 Samira: An idea from Grace: the spring market on the square has one free stall for us. One day, our own things, real customers. Who's in? Who's afraid? Both is fine.
17:24 Chloé: in and afraid
17:25 Linh: afraid, then in
17:31 Noah: in
17:50 Youssef: in. I make the sign
17:52 Samira: Then we have a stall. I'm a bit afraid too, I once sold nothing for nine hours at a market. It rained. I had soup.
17:53 Noah: soup sounds ok

# Sat, 4 weeks ago
16:45 Samira: Our plan from the wall:

- Chloé: 60 small madeleines, bagged in threes
- Linh: 15 tote bags from old shirts
- Noah: "bike check while you wait", 10 minutes, donation
- Youssef: sign, price cards, and names in Arabic letters on cards, on request
- Samira: table, change, insurance, soup
16:50 Youssef: "names on request" will be fun. I practise with all of you
17:30 Youssef: نوح   لينه   كلوي   سميرة   (Noah, Linh, Chloé, Samira)
17:33 Noah: that's ME??
17:34 Linh: mine looks like a little boat
17:36 Youssef: every name looks like something 🙂

# Sun, 3 weeks ago
14:10 Linh: 9 bags done, and one that is a pocket on the wrong side. is that a design
14:13 Chloé: left handed edition
14:14 Linh: you're a genius

# Sat, 2 weeks ago
07:10 Chloé: I've been up since 5. madeleines: 64. I ate the ugly ones
07:25 Noah: bringing my stand and the pump
07:31 Samira: I'm on the square, the table stands, the sun is out. Come, venez, yalla!
17:45 Samira: Ladies and gentlemen: 64 of 64 madeleines, 14 of 15 bags, 22 bikes, 38 names. Together £187.50, before costs. I'm so proud of you, I forgot to eat my soup.
17:51 Noah: one man came back with a second bike
17:52 Linh: the left handed edition sold FIRST
17:54 Chloé: someone asked if I do birthdays. I said yes. do I do birthdays??
17:56 Youssef: you do now
18:02 Youssef: a little girl has my card with her name, she held it in both hands the whole time
18:04 Samira: Remember that one, Youssef. It isn't in the £187.50.

# Mon, 1 week ago
17:15 Samira: Who'd like to do the sums with me on Saturday? Costs, hours, what we'd change. It's less romantic than the market and just as important.
17:20 Noah: me, I like sums with a reason
17:22 Chloé: moi aussi
17:40 Linh: me but slowly please
17:41 Samira: Slowly is the only way that sums are any use.

# Sat, 1 week ago
16:50 Noah: so per hour we made £2.10 each 😐
16:52 Chloé: my madeleines were too cheap. 40p with butter at that price!
16:54 Linh: I didn't count the washing
16:58 Samira: And this is why we do it while it's small. Now you know three things that most people find out with their savings. What's next Saturday's price for a madeleine?
16:59 Chloé: 80p. and a discount if you come with an ugly bike

# yesterday
16:20 Samira: The square asks whether we want a stall again next month. You decide, without me. Talk, then tell me yes or no and why.
16:41 Noah: yes
16:50 Chloé: oui, with the new prices
17:05 Youssef: yes, and I want to bring two colours of ink
17:30 Linh: yes, if I can bring fewer bags and better ones. 8 instead of 15

# today
-5:40 Noah: so that's a yes with reasons. I put them on one page: https://example.org/stall-two
-5:12 Chloé: noah this is so clear
-2:25 Youssef: I made a sign for the new prices. it's prettier than the old prices 😄
`,
};
