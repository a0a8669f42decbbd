/** Three weeks ago until today: three minutes on a stage, and the results. */
export const theStage = `
# Mon, 3 weeks ago
17:20 Amara: so my chemistry teacher Mrs Dale saw the quiz and she wants me to show it at the science showcase. on a STAGE. three minutes with a microphone
17:22 Amara: it's in like 2 and a half weeks
17:22 Amara: I said I'd think about it
17:40 Ruth: First: well done. A teacher doesn't ask that to be polite. Second: what does your stomach say?
17:44 Amara: my stomach says no. last year I did a presentation in English and my voice went and I just stood there. people were nice about it but I still think about it in the shower
17:52 Ruth: Thank you for telling me. Do you want to say no? That's allowed, and I'd think just as highly of you.
18:05 Amara: I think I want to do it but I want to not be scared
18:09 Ruth: I can't promise the second. I can promise that scared and good go together very well: I've been on stage about forty times and scared thirty-eight of them. What helps is boring: fewer words, the same first sentence every time, and practising in front of one kind person, then two, then five.
18:12 Amara: who's the one kind person
18:13 Ruth: Me, if you like. Thursday.
18:20 Amara: ok. I'll tell Mrs Dale yes
18:20 Amara: I told her. aaaaah
18:24 Ruth: Brave. Now go and eat something.

# Wed, 3 weeks ago
19:15 Amara: I wrote it all out, it's two pages, is that three minutes
19:22 Ruth: At normal speed that's about six. Nervous speed, four and a half. Bring it, and a pencil.

# Thu, 3 weeks ago
19:04 Amara: home. ok so
19:04 Amara: I can't believe it's 7 sentences now
19:10 Ruth: And they are seven good ones. Here they are as I remember them, correct me:

1. Who here can tell me the symbol for tungsten?
2. Neither could I, and that's why I made this.
3. (show) It asks, you answer, it forgives your spelling.
4. My little brother said it was mean, so I taught it to say "nearly".
5. Then my laptop died and I lost everything.
6. I wrote it again in 25 minutes, because the learning was in me and not in the laptop.
7. If you want to beat my brother's score, he's the one in the red hat.
19:13 Amara: number 6 is literally what you said
19:16 Ruth: It's what you did. I only noticed.
19:20 Amara: he does have a red hat. he'll be so proud

# Sat, 3 weeks ago
12:30 Amara: did it for my mum in the kitchen. voice went at number 3
12:41 Ruth: And then?
12:43 Amara: I drank water and carried on like we said
12:44 Ruth: Then you've already done the hard part once, and nothing fell down.
12:50 Amara: mum cried at 6 😭
12:52 Ruth: I like your mum.

# Sun, 3 weeks ago
18:11 Amara: Jonas says he'll listen too, he's doing his robot demo on the same evening
18:20 Ruth: So you have a kind person number two. And he needs one as well, I suspect.

# Tue, 2 weeks ago
07:48 Amara: had a dream that the projector ate the laptop
08:05 Ruth: Ha. Anxious brains are very creative. What would you do if it really happened?
08:07 Amara: um. just talk?
08:08 Ruth: Exactly. Do sentences 1 to 7 need a projector?
08:09 Amara: only 3
08:10 Ruth: So the worst case is six sentences. Have a good day at school!

# Wed, 2 weeks ago
17:33 Amara: practised with Jonas and Mei at lunch. Mei asked a question at the end and I knew the answer??
17:49 Ruth: What did she ask?
17:51 Amara: how does it decide nearly. and I said it compares letter by letter and counts, and she said cool
17:55 Ruth: That's called explaining an algorithm to an engineer. You did it over lunch.

# Thu, 2 weeks ago
16:02 Amara: can we do video today? rehearsal in the hall until 5:30
16:10 Ruth: Of course, 18:00 here.
18:41 Ruth: For the record: 2 minutes 51, voice steady, and you smiled at the red hat line.
18:43 Amara: I was reading the cards a bit
18:45 Ruth: You may. Cards are for touching, mostly.

# Mon, 1 week ago
19:30 Amara: it's this Wednesday. I know you know
19:34 Ruth: I know, I have it in my calendar with a small star. What would help tonight, talk about it or talk about anything else?
19:35 Amara: anything else
19:37 Ruth: Good. Gallium melts in your hand. Did you know? 29.8 °C.
19:38 Amara: WHAT
19:38 Amara: is it safe
19:41 Ruth: In a lab with someone who knows what they're doing, yes. People make spoons of it, which vanish in a cup of tea.
19:44 Amara: adding gallium to the quiz right now

# Wed, 1 week ago
08:01 Amara: today
08:04 Ruth: Today! Breakfast, water, first sentence. The rest follows by itself.
12:36 Amara: my hands are cold and I feel a bit sick
12:41 Ruth: That's adrenaline doing its job. Breathe out for longer than you breathe in: in for 4, out for 6, ten times. It really does slow the heart, it isn't a trick.
12:49 Amara: did it. bit better
12:50 Ruth: Whatever happens at 18:30, I'm already glad that you're doing it. I'll be in row four.
19:22 Amara: I DID IT
19:22 Amara: I DID IT I DID IT
19:23 Amara: my voice went a bit on the first word and then it was FINE
19:24 Amara: and they laughed at the hat!!! and somebody shouted WOLFRAM
19:31 Ruth: That was me. Sorry. I couldn't help it.
19:31 Amara: 😂😂😂
19:36 Ruth: Amara, you were wonderful. You paused after sentence five and the whole hall waited for you. You can't teach that. Tell me tomorrow how it felt, tonight just enjoy it.

# Thu, 1 week ago
17:02 Amara: I slept 10 hours
17:04 Amara: how it felt: horrible for 20 seconds and then like when you jump in the pool and it's not cold any more
17:11 Ruth: Write that down somewhere. Next time your stomach says no, you read it to your stomach.
17:15 Amara: Mrs Dale wants to use the quiz with year 8. like actually use it, in class
17:16 Ruth: !!
17:16 Ruth: How do you feel about other people using it?
17:19 Amara: excited but there's a bug where if you press enter with nothing it counts as wrong twice
17:22 Ruth: Then you have your first bug report from the field, filed by yourself. How would you make sure that it never comes back?
17:25 Amara: is this where you say tests
17:26 Ruth: This is where I say tests.
17:27 Amara: I knew it

# Fri, 1 week ago
16:50 Amara: first test passes. def test_empty_answer_counts_once()
16:58 Ruth: And did you see it fail before you fixed the bug?
17:00 Amara: yes because you'd ask
17:01 Ruth: 😊

# Sat, 1 week ago
10:22 Amara: year 8 need it on tablets, can python do that
10:45 Ruth: Not comfortably. But the quiz could become a small web page: the thinking stays the same, the clothes change. That's a nice project for the next two months, if you want it.
10:47 Amara: I want it
10:51 Ruth: Then here is a page to read in small bites, no hurry: https://developer.mozilla.org/en-US/docs/Learn_web_development
11:06 Amara: ok this is a lot
11:08 Ruth: It's a library, not a book. We take one shelf.
11:40 Amara: which shelf
11:44 Ruth: "Your first website", and stop when you have a heading that says Element Quiz. Then send me a picture.
15:13 Amara: it has a heading. and a purple background because why not
15:20 Ruth: Purple is an excellent engineering decision.

# yesterday
16:05 Ruth: I've had an idea while waiting for a (late) train. There is a summer coding scholarship for 16 to 18, two weeks, everything paid, at the university in town. You'd need a short application: 300 words on something you made and what went wrong. You happen to have a story about exactly that. Have a look, and no pressure at all: https://example.org/summer-code
16:31 Amara: 300 words about what went WRONG?
16:33 Ruth: They say so on the page. I think they know what they're doing.
16:40 Amara: mum read it too. she says I have to ask if it's ok that nobody in our family went to uni
16:46 Ruth: Tell your mum it's more than ok, and that she can ask me or Grace anything she likes. Nobody in mine had either. I was the first, and terribly homesick, and then it was good.
16:52 Amara: you never told me that
16:55 Ruth: You never asked one of those questions that you don't want to ask in class 🙂
17:03 Amara: ok I'm going to write it tonight
17:04 Ruth: Write it badly tonight. We make it good together on our next Thursday.
20:11 Amara: 180 words. it's bad like you said
20:14 Ruth: Perfect. Shut the lid, good night!

# today
-2:40 Amara: couldn't stop thinking about it so here it is. can you be honest

I made a quiz because I kept forgetting that tungsten is W. I thought it would take a weekend. In the first week I looked for a bug for one hour and it was one space. In the second week my laptop died and I lost three days of work, and I nearly stopped.

What I did not know is that I had not lost it. When I wrote it again it took 25 minutes. My mentor says I measured what I had learned. I think what went wrong was the best thing that happened to the quiz, because the second version is shorter, and I understand every line, and it is in git.

Then I had to talk about it in front of 140 people. I was more scared of that than of any bug. I did it anyway, and now year 8 uses my quiz, and somebody I have never met knows what tungsten is because of me.
-2:12 Ruth: I read it twice, on purpose slowly. Honest answer: it's good. It sounds like you, and it has a beginning and an end.
-2:11 Ruth: Two small things. "I nearly stopped" is the strongest sentence you have: say what made you go on. And I'd like to hear what you want to make next, in one line.
-1:58 Amara: what made me go on was that you didn't get annoyed. is that weird to write
-1:54 Ruth: It isn't weird, and you may write it. But I'd look one step further: who opened the lid again on that Tuesday?
-1:49 Amara: me
-1:48 Ruth: There's your sentence.
-0:33 Amara: added: "I went on because a mistake is only lost time if you stop there. On Tuesday I opened the lid again."
-0:32 Amara: and for next: a version where classes can play against each other. is that too big??
`;
