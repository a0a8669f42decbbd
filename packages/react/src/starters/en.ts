import type { StarterTexts } from "./texts.ts";

/** The starters in English. */
export const starters: StarterTexts = {
  "mentor-motive":
    "Hi, I'm glad we were matched. Before we plan anything: what made you sign up for this programme?",
  "mentor-yesterday":
    "So that I can picture your days a little: what did yesterday look like for you, from morning to evening?",
  "mentor-success":
    "Imagine it is the last week of the programme and you are happy that you took part. What is different for you by then?",
  "mentor-rhythm":
    "I'd like to write in the way that helps you most. Would you prefer short messages often, or one long exchange a week?",
  "mentor-pride": "What have you learned or made in the last year that you are a little proud of?",
  "mentor-worry":
    "Starting with someone new can feel odd. Is there anything about our conversations that you are unsure about?",
  "mentor-topic":
    "Of everything on your plate right now, which one thing would you most like to think through with me?",
  "mentor-step":
    "Which small step could you finish before Friday, even if everything else goes wrong?",
  "mentor-moved":
    "You told me about your plans at the beginning. What has moved since then, even by a centimetre?",
  "mentor-model": "Whose work do you look at and think: I would like to do that one day?",
  "mentor-time": "Where did you lose the most time this week?",
  "mentor-half":
    "We are somewhere in the middle of the programme. What should we do more of in the second half?",
  "mentor-feedback":
    "I'd like to become better at this. What is one thing I could do differently to be more useful to you?",
  "mentor-decision":
    "Is there a decision you have been putting off that we could look at together?",
  "mentor-rehearsal":
    "Is there a talk, an interview or a difficult e-mail coming up that you would like to rehearse with me first?",
  "mentor-introduction":
    "I can introduce you to one person who does the work you are curious about. What would you want to ask them?",
  "mentor-growth":
    "I read our first messages again. Which of your answers from then would be different today?",
  "mentor-alone":
    "One day our programme ends. What would you like to be able to do without me by then?",
  "mentor-legacy":
    "Next year someone will start where you started. What is the first thing you would tell them?",
  "mentor-silent-time":
    "We have not written for a while, and that is fine. What has been taking up most of your days lately?",
  "mentor-silent-one":
    "No need to catch up on everything. What is one thing, good or bad, that happened since we last wrote?",
  "mentor-silent-call":
    "I thought of you this week. Would a quarter of an hour on the phone be easier than writing?",
  "mentee-path":
    "Hello, I'm happy that we can write to each other. How did you come to do the work that you do today?",
  "mentee-workday":
    "I find it hard to picture your job. What did you do yesterday between nine and five?",
  "mentee-advice":
    "If you could talk to yourself at my age for ten minutes, what would you say first?",
  "mentee-often":
    "I don't want to take too much of your time. How often is it all right to write to you?",
  "mentee-about":
    "I'd like to tell you a little about myself. Should I begin with what I do now, or with where I would like to go?",
  "mentee-why": "What made you decide to become a mentor?",
  "mentee-choice":
    "I have two ideas for my next step and cannot choose. May I describe both of them to you?",
  "mentee-application":
    "I have rewritten my CV. Would you have ten minutes to tell me which part you would cut?",
  "mentee-mistake": "Which mistake of your first years at work taught you the most?",
  "mentee-stuck": "I have been stuck on something since last week. May I show you how far I got?",
  "mentee-reading": "Which book, talk or article changed the way you work?",
  "mentee-practice": "By now you know me a little. What do you think I should practise more?",
  "mentee-contact":
    "I would like to see more jobs from close up. Do you know anyone whom I could ask about theirs for half an hour?",
  "mentee-interview":
    "I have an interview soon. Could we practise the question that I am most afraid of?",
  "mentee-no": "How do you say no at work without people being annoyed with you?",
  "mentee-stayed":
    "Something that you wrote a while ago has stayed with me. May I tell you what I did with it?",
  "mentee-after":
    "I would like to keep going after the programme. How do you keep learning when no one sets you a goal?",
  "mentee-progress": "What do you see me doing better than when we began?",
};
