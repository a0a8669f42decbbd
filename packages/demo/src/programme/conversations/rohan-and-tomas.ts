import type { ProgrammeConversation } from "../conversation.ts";

export const rohanAndTomas: ProgrammeConversation = {
  between: ["rohan-mehta", "tomas-herrera"],
  transcript: `
# Tue, 6 weeks ago
18:10 Tomás: Hello Rohan, Tomás here. You wrote "science, but which?" on your form, which is the best question on any form this year.
18:25 Rohan: haha thanks. everyone else seems to know
18:27 Tomás: Everyone else is guessing with confidence. What did you last look up although nobody had asked you to?
18:33 Rohan: why cricket balls swing more when it's cloudy
18:34 Tomás: And do they?
18:35 Rohan: nobody agrees!! I read 4 papers, well the pictures in 4 papers
18:36 Tomás: You read four papers for fun. We'll find you something.

# Thu, 5 weeks ago
17:40 Rohan: so I started a spreadsheet. every match I can find with the weather on that day
17:48 Tomás: How many?
17:49 Rohan: 212
17:50 Tomás: Two hundred and twelve! And what do you see?
17:55 Rohan: clouds yes a bit. but it could also be that they choose different bowlers when it's cloudy
17:58 Tomás: Rohan, you've just met a confounder. In medicine we've people whose whole job is finding those. They're called epidemiologists, and data scientists, and they save more lives than I do.
18:01 Rohan: that's a JOB?
18:02 Tomás: That's a job.

# Mon, 4 weeks ago
16:20 Rohan: missed homework twice bc of the spreadsheet. Mr Hill wasn't happy
16:31 Tomás: Fair enough of Mr Hill. What would you tell a friend?
16:35 Rohan: homework first then 30 min of cricket
16:36 Tomás: Wise friend. Do you listen to him?
16:36 Rohan: I'll try

# Wed, 3 weeks ago
17:05 Rohan: all homework in on time this week. also Kai from Ruth's group asked me to do maths with him
17:09 Tomás: Lovely! How's it going?
17:14 Rohan: good, he's slow and then suddenly he's past me. he follows a wire or something
17:16 Tomás: Let him teach you that wire.

# Fri, 2 weeks ago
16:50 Rohan: asked Mr Hill if the cricket thing can be my project for statistics. he said only if I write the method BEFORE I look at any more results
17:02 Tomás: Mr Hill is a scientist to the bone. It's called pre-registration, and it's exactly what we do with new medicines: say first what you expect, so that you can't fool yourself afterwards.
17:06 Rohan: it's annoying
17:07 Tomás: Very. Do it anyway.

# Thu, 1 week ago
18:22 Rohan: result: when you only compare the same bowler with himself, the clouds do almost nothing
18:23 Rohan: I'm kind of disappointed
18:30 Tomás: You asked nature a clean question and she answered. Most people never get that far. "Almost nothing" is a finding. Write it up exactly so.

# yesterday
16:15 Rohan: Mr Hill gave it 19/20. minus 1 for calling my own graph "beautiful"
16:24 Tomás: Worth the mark.
16:30 Rohan: and he says there's a summer school for data and health, he wants to recommend me
16:34 Tomás: 👏👏 Say yes before you've time to think. Shall we look at the form on Wednesday after the group?
16:35 Rohan: yes!
16:36 Rohan: so not "science, but which" any more?
16:40 Tomás: Keep the question. It has done you a lot of good.
16:41 Rohan: 👍
`,
};
