import type { ProgrammeConversation } from "../conversation.ts";

export const anikaAndRohan: ProgrammeConversation = {
  between: ["anika-sharma", "rohan-mehta"],
  unread: { "rohan-mehta": 2 },
  transcript: `
# Thu, 4 weeks ago
18:30 Rohan: hey Anika, kal wali biology ki notes ek baar aur bhej sakti ho? मेरी वाली पर fish tank का पानी गिर गया 😅
18:41 Anika: हा हा, ज़रूर। Ghrelin ने किया क्या?
18:42 Rohan: ghrelin ne kuch nahi kiya, he just watched
18:50 Anika: Here: https://example.org/notes/heart. Page 3 पर diagram है, वो ज़रूर आएगा exam में।
18:52 Rohan: legend 🙏

# Mon, 3 weeks ago
17:15 Anika: रोहन, एक बात बताओ: तुम पढ़ाई के बीच में break कैसे लेते हो? मुझे नहीं आता।
17:22 Rohan: mujhe ulta problem hai, break ke beech mein padhai nahi aati 😂
17:24 Rohan: seriously though: 25 min timer, phir 5 min fish. repeat
17:25 Anika: मेरे पास मछली नहीं है।
17:26 Rohan: violin hai na
17:30 Anika: …यह तो बहुत अच्छा idea है।

# Wed, 3 weeks ago
20:05 Anika: Timer + violin काम कर रहा है! दादी कहती हैं घर में फिर से संगीत है।
20:08 Rohan: wah! dadi ko mera namaste bolna
20:10 Anika: बोल दिया। वो पूछ रही हैं कि तुम ठीक से खाना खाते हो या नहीं।
20:11 Rohan: at 11 every day 😄

# Sat, 2 weeks ago
15:40 Rohan: aaj library mein timed paper was fun?? mujhe laga main fail ho jaunga, but 7 out of 10 pages done
15:45 Anika: और मैंने समय पर pen नीचे रखा। दोनों की जीत है।
15:46 Rohan: 🏆🏆

# Tue, 1 week ago
17:50 Anika: मेरा physics में B आया।
17:52 Rohan: aur tum theek ho?
17:55 Anika: हाँ। अजीब बात है, पर ठीक हूँ। आज violin में नया राग शुरू किया।
17:58 Rohan: proud of you yaar. sach mein

# yesterday
17:10 Rohan: cricket project got 19/20 🏏
17:14 Anika: बधाई हो!! एक नंबर कहाँ गया?
17:15 Rohan: graph ko "beautiful" likh diya tha
17:16 Anika: 😂 पर वो सच में beautiful था।
17:20 Anika: Sunday को दादी nankhatai बना रही हैं, इस बार flat नहीं होंगी। Group के लिए लाऊँगी।
17:21 Anika: और हाँ: nuts नहीं डालेंगे, मैंने कह दिया है।
`,
};
