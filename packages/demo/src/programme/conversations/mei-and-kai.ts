import type { ProgrammeConversation } from "../conversation.ts";

export const meiAndKai: ProgrammeConversation = {
  between: ["mei-chen", "kai-zhang"],
  transcript: `
# Sun, 5 weeks ago
14:20 Mei: 嗨 Kai！昨天谢谢你帮我看那个手机，现在游戏可以在上面跑了！
14:52 Kai: 不客气
14:53 Kai: 电池还好吗
14:55 Mei: 还好，一天充一次。你平时在家说中文吗？
14:58 Kai: 跟奶奶说。跟爸妈一半一半
15:01 Mei: 我也是！我爸说我的中文有 English 的味道 😂
15:02 Kai: 我奶奶说我像收音机，信号不好

# Wed, 4 weeks ago
17:40 Mei: 问你一个问题，苍鹭入水的声音怎么做？我找到的音效都太假了
17:55 Kai: 水桶
17:56 Mei: ？？
17:58 Kai: 真的水桶。手机放旁边录，手快速进去，慢慢出来
18:20 Kai: 录了五个给你，第三个最好
18:25 Mei: 哇！！！第三个就是它！！背景里有人在笑？
18:26 Kai: 奶奶。她以为我疯了

# Sat, 3 weeks ago
18:10 Mei: 你今天讲那个 capacitor 讲得很清楚，你应该多说话
18:15 Kai: 人多的时候脑子是空的
18:17 Mei: 我也会，所以我画画。你可以先画给我看，然后我问你，你再说
18:22 Kai: 好

# Tue, 2 weeks ago
17:30 Kai: 门铃做好了。看见灯亮，奶奶给我包了四十个饺子
17:32 Mei: 四十个！！🥟 你吃了几个
17:33 Kai: 三十一
17:34 Mei: 😂😂😂

# Thu, 1 week ago
16:45 Mei: 昨天 showcase 你把声音调得太好了，Amara 的声音一点都不抖
16:50 Kai: 她自己本来就不抖。我只是把低音减了一点
16:52 Mei: 这句话你要说给她听
16:58 Kai: 说了
16:58 Kai: 她给了我一块饼干

# yesterday
18:40 Mei: 游戏机的盒子你想用什么木头？我想在两边画芦苇
18:47 Kai: 桦木板，轻，好上色。makerspace 有剩的
18:49 Mei: 那侧面给我 40 x 60 厘米？
18:50 Kai: 45 x 60，留 5 厘米装喇叭
18:52 Mei: 成交 🤝 next Saturday we measure!
18:53 Kai: ok
`,
};
