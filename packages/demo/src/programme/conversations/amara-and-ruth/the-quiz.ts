/** Six to four weeks ago: a first program, and a laptop that dies. */
export const theQuiz = `
# Mon, 6 weeks ago
16:32 Ruth: Hello Amara! I'm Ruth, and Grace tells me we are going to be a pair until the summer. I write software for trains: the bit that tells you why yours is late 🙂 What should I know about you?
17:10 Amara: hi!! nice to meet you
17:11 Amara: I'm 16, I like chemistry and I've done a bit of Python at school, like loops and if
17:11 Amara: I don't think I'm good at it tho
17:19 Ruth: Loops and if is most of my day, honestly. What made you put your name down for the programme?
17:26 Amara: my cousin did it last year and she said you get someone to ask the questions you don't want to ask in class
17:28 Ruth: That is the best description of my job I have heard. Ask me all of those.
17:30 Amara: ok 😅
17:34 Ruth: Would Thursdays work for you? I can be at Millbrook Library from 17:15, there are tables by the big window. If that's bad for getting home, we do it here by video.
17:41 Amara: Thursdays good, library is 10 min from my house. I'll ask my mum
17:58 Amara: she says yes but home by 7
18:02 Ruth: Home by seven it is. Tell your mum thank you from me.

# Wed, 6 weeks ago
18:20 Ruth: One thing to think about before tomorrow, no need to write an answer: what is something small that annoys you and that a computer could do instead?
18:44 Amara: does learning the periodic table count
18:46 Ruth: It counts double.

# Thu, 6 weeks ago
19:06 Amara: home! 18:56 haha
19:08 Ruth: Four minutes to spare. I enjoyed that a lot. Here is what we agreed, so that neither of us has to remember it:

- You make a quiz that asks you elements and symbols. It runs in the terminal, nothing fancy.
- First version: five elements, tells you right or wrong, counts the score.
- If something breaks, you send me the error message before you delete anything.
- Next Thursday, same table.
19:12 Amara: got it
19:12 Amara: what if I get stuck on the first line
19:15 Ruth: Then the first line is print("hello, Amara") and you have started.

# Sat, 6 weeks ago
11:03 Amara: it says hello Amara
11:20 Ruth: 🎉 Shipped!
14:47 Amara: ok so I have this and it never says right even when it IS right

symbol = input("Symbol for sodium? ")
if symbol == "Na ":
    print("right")
else:
    print("wrong")
15:31 Ruth: Look very, very closely at what stands between the second pair of quotes. I won't tell you, because you'll be so pleased.
15:34 Amara: …
15:34 Amara: there's a SPACE
15:35 Amara: I looked at that for an hour
15:40 Ruth: I once looked at a full stop for two days. An hour is excellent. There's a word you will like: .strip() takes the blanks off both ends, so the person who types is forgiven too.
15:52 Amara: works!! and .lower() so na is ok too
15:55 Ruth: You found that yourself? Very good.

# Mon, 5 weeks ago
17:45 Amara: question. I have 5 elements and I copied the same 4 lines 5 times and it feels wrong
17:58 Ruth: That feeling is worth more than any course. It has a name, "don't repeat yourself". What do you think the five copies have in common, and what is different?
18:03 Amara: same: ask, check, score. different: name and symbol
18:05 Ruth: So if you had a list of the different things, and did the same thing for each…
18:06 Amara: FOR LOOP
18:07 Ruth: For loop 🙂
18:31 Amara: elements = [("sodium", "Na"), ("iron", "Fe"), ...] is that right? with the brackets
18:40 Ruth: Exactly right. Those pairs are called tuples. Now adding an element costs you one line.
18:52 Amara: I have 20 now!!
18:53 Amara: also learned that tungsten is W. why
18:57 Ruth: From "Wolfram", the German name! My grandmother would be thrilled that this came up.

# Thu, 5 weeks ago
16:40 Amara: running 5 min late, bus
16:41 Ruth: No rush. I apologise on behalf of all transport software.
19:01 Amara: home. thanks for today, the dictionary thing is so much better
19:10 Ruth: You asked very precise questions today. I noticed. For next time: save the best score in a file, so that the quiz remembers you. Look for "python write json file", the official page is fine: https://docs.python.org/3/library/json.html
19:12 Amara: ok!

# Fri, 5 weeks ago
20:02 Amara: my brother played it and got 3/20 and demanded a rematch
20:15 Ruth: A user! With opinions! What did he say?
20:17 Amara: that it should tell you the right answer when you're wrong. and that it's mean
20:20 Ruth: Both are good feedback. What will you change?
20:24 Amara: show the answer and say "nearly" if one letter is right

# Sun, 5 weeks ago
16:09 Amara: so something bad happened
16:10 Amara: the laptop died, like properly, it won't turn on. everything since Thursday is gone. the json stuff, the nearly thing, all of it
16:10 Amara: I know I should have saved it somewhere. I feel so stupid
16:26 Ruth: Oh Amara, I am sorry. That is a horrible feeling, and it is not stupid: it has happened to everybody I work with, me included, and I was being paid.
16:27 Ruth: What you learned since Thursday is not gone. It will take you a fraction of the time to write it again, and it will be better. People never believe this, and then it is true.
16:41 Amara: maybe
16:50 Ruth: Is there another computer you can get at this week?
16:58 Amara: school library has some until 5. and mum says my uncle can look at the laptop
17:02 Ruth: Good. Then Thursday we do one thing only: a place where your code cannot die. It's called git, it looks strange for a week, and after that you'll never be afraid of a laptop again.
17:05 Amara: ok
17:05 Amara: thank you for not being annoyed
17:09 Ruth: Never about this. Go and do something nice with your evening.

# Tue, 4 weeks ago
16:44 Amara: I rewrote the json bit at school. took 25 minutes
16:44 Amara: it took me THREE HOURS last time
16:58 Ruth: There it is. You've just measured what you learned.
17:01 Amara: also uncle says it's only the charger!!! laptop lives
17:03 Ruth: 🥳 Long live the laptop. We do git anyway.
17:04 Amara: yeah ok fair

# Thu, 4 weeks ago
19:03 Amara: my first commit message was "asdf" please never tell anyone
19:05 Ruth: Mine was "fix". The second one was "fix fix". Your secret is safe.
19:14 Ruth: The three you need this week, and nothing more:

git add .
git commit -m "say what changed"
git push

Once a day is plenty. Do it when you stand up.

# Sat, 4 weeks ago
10:15 Amara: pushed 3 times already
10:40 Ruth: I saw! "Say nearly when one letter is right" is a perfect message. I know what you did without opening it.
10:52 Amara: can other people see it
10:55 Ruth: No, it is private: you, me, and nobody else. You can open it to others the day you want to.
`;
