#include "domain/text/plain_text.hpp"

#include <algorithm>
#include <array>

#include "domain/text/utf8.hpp"

namespace aurawell {

namespace {

// Traditional form and simplified form in turn, for characters that the phrase tables
// use; sorted by the traditional one.
constexpr std::u32string_view traditional_forms =
    U"並并來来個个們们備备傳传傷伤傾倾僅仅兒儿內内兩两凍冻別别剎刹剝剥劃划劇剧劍剑劑剂勁劲動动勞劳"
    U"勵励匯汇協协卹恤卻却厭厌參参問问啞哑喚唤喪丧喫吃單单嗆呛嗎吗嘆叹嘔呕嘩哗噁恶噴喷噸吨"
    U"嚇吓嚥咽嚨咙嚴严圍围團团報报塊块墊垫墜坠墮堕壇坛壓压壞坏壩坝壯壮夢梦奪夺奮奋妝妆姦奸婦妇媽妈"
    U"嫵妩嬤嬷嬰婴孫孙學学寢寝寧宁寫写寶宝將将尋寻對对導导屍尸層层屬属嶺岭巖岩帥帅帶带幫帮"
    U"幹干幾几庫库廁厕廠厂張张彈弹後后從从復复徵征悶闷惱恼愛爱慘惨慣惯慮虑憂忧憊惫憑凭憤愤懇恳應应"
    U"懶懒懷怀懸悬戀恋戰战戲戏戶户拋抛捨舍掃扫掛挂揮挥損损搖摇搶抢摑掴摟搂撐撑撫抚撲扑撿捡"
    U"擁拥擇择擊击擋挡擔担據据擠挤擡抬擰拧擴扩擾扰攔拦攙搀攝摄攣挛敗败敘叙數数斂敛斃毙斷断於于昇升"
    U"時时暈晕暫暂曉晓曠旷曬晒書书會会朧胧東东條条業业極极槍枪槓杠槳桨樁桩樂乐樓楼標标樣样"
    U"橋桥機机檔档檢检櫃柜櫻樱權权歎叹歐欧歡欢歲岁歷历歸归殘残殭僵殺杀毀毁毆殴氣气氫氢決决沒没沖冲"
    U"況况洩泄涼凉淒凄淚泪淨净淪沦淺浅減减渦涡測测渾浑湧涌湯汤準准溫温溼湿滅灭滌涤滯滞滲渗"
    U"滷卤滾滚滿满漸渐漿浆潔洁潛潜潤润潰溃澀涩澆浇濁浊濃浓濕湿濟济濺溅瀉泻瀕濒灣湾災灾為为烏乌無无"
    U"煉炼煙烟煩烦熱热熾炽燈灯燉炖燒烧燙烫燜焖營营爐炉爛烂爺爷爾尔牀床牽牵狀状狹狭猶犹獄狱"
    U"獨独獲获獸兽現现瑣琐瓊琼產产甦苏畫画異异當当疊叠痙痉痠酸痺痹瘋疯瘍疡瘡疮瘻瘘療疗癆痨癇痫癟瘪"
    U"癡痴癢痒癤疖癥症癬癣癮瘾癰痈癱瘫癲癫發发皺皱盜盗盞盏盡尽監监盤盘眾众睏困瞼睑矇蒙矯矫"
    U"硃朱確确碼码磚砖禍祸禮礼禿秃種种稱称穀谷穢秽穩稳穫获窩窝窮穷竄窜競竞筆笔節节築筑簡简簽签糞粪"
    U"糧粮糰团糾纠紀纪約约紅红紋纹納纳紓纾紙纸級级紛纷細细終终組组結结絕绝絞绞給给絲丝綁绑"
    U"經经綜综綠绿維维綱纲緊紧緒绪線线緣缘編编緩缓練练縊缢縫缝縮缩縱纵總总繃绷繞绕繩绳繼继續续纏缠"
    U"罰罚罵骂罷罢羅罗義义習习聞闻聯联聲声聳耸職职聽听聾聋肅肃脅胁脈脉脣唇脫脱脹胀腎肾腦脑"
    U"腫肿腳脚腸肠膚肤膠胶膩腻膽胆膿脓臉脸臍脐臘腊臟脏臥卧臨临臺台與与舊旧艙舱莊庄莖茎萬万蒼苍蓋盖"
    U"蔣蒋蔥葱薦荐薩萨藝艺藥药蘇苏蘋苹蘿萝處处虛虚號号蝕蚀蝦虾螢萤蟄蛰蟲虫蠅蝇蠍蝎蠟蜡蠶蚕"
    U"術术衝冲裏里補补裝装裡里製制襪袜規规視视親亲覺觉訂订計计討讨訓训記记訣诀訴诉診诊詐诈詢询試试"
    U"話话該该誌志認认誘诱語语誤误說说誰谁調调請请諒谅論论諮咨謝谢證证識识譫谵譯译議议護护"
    U"讀读變变讓让豐丰豔艳豬猪貓猫貝贝負负貧贫貨货貪贪責责貴贵買买費费資资賊贼賠赔賣卖賤贱質质賴赖"
    U"賺赚購购贈赠趕赶趙赵跡迹踐践蹟迹蹤踪躍跃躪躏軀躯車车軋轧軟软輔辅輕轻輛辆輪轮輸输轉转"
    U"轟轰辦办農农逕径連连週周進进遊游運运過过達达違违遞递遠远適适遲迟遷迁選选遺遗還还邊边郵邮鄉乡"
    U"鄰邻醜丑醫医醬酱釋释針针鈉钠鈣钙鈴铃鉀钾鉛铅銀银銳锐鋁铝鋒锋鋸锯鋼钢錄录錢钱錯错鍋锅"
    U"鍛锻鎖锁鎮镇鏡镜鏽锈鐘钟鐵铁長长門门閃闪閉闭開开閒闲間间閱阅闆板關关陣阵陰阴陸陆陽阳際际隨随"
    U"險险隱隐雖虽雙双雜杂雞鸡離离難难電电霧雾靜静韌韧韓韩響响頁页頂顶項项順顺須须預预頑顽"
    U"頒颁頓顿頭头頸颈頻频題题額额顏颜願愿類类顧顾顫颤顯显顱颅風风飄飘飛飞飢饥飯饭飲饮飼饲飽饱餅饼"
    U"養养餓饿餘余餡馅館馆餵喂饑饥饞馋駕驾駛驶騎骑騙骗騷骚驗验驚惊髒脏體体髮发鬆松鬍胡鬚须"
    U"鬥斗鬧闹鬱郁魘魇魚鱼鮮鲜鱉鳖鳥鸟鴨鸭鵝鹅鹵卤鹹咸鹽盐麗丽麥麦麵面麼么黃黄點点齊齐齒齿齡龄齣出"
    U"齦龈龍龙";

/// The ideographs of the Basic Multilingual Plane, which take three bytes of UTF-8 each.
constexpr char32_t first_han = 0x4E00;
constexpr char32_t last_han = 0x9FFF;

/// By distance from `first_han`: the form that is read.
constexpr auto simplified_forms = [] {
  std::array<char16_t, last_han - first_han + 1> forms{};
  for (std::size_t i = 0; i < forms.size(); ++i) {
    forms[i] = static_cast<char16_t>(first_han + i);
  }
  for (std::size_t i = 0; i < traditional_forms.size(); i += 2) {
    forms[traditional_forms[i] - first_han] = static_cast<char16_t>(traditional_forms[i + 1]);
  }
  return forms;
}();

constexpr char32_t simplified(char32_t c) noexcept {
  return c >= first_han && c <= last_han ? char32_t{simplified_forms[c - first_han]} : c;
}

constexpr char32_t folded_symbol(char32_t c) noexcept {
  switch (c) {
    case U'‘':
    case U'’':
    case U'′': return U'\'';
    case U'“':
    case U'”':
    case U'″': return U'"';
    case U'–':
    case U'—':
    case U'‒':
    case U'−':
    case U'～':
    case U'〜': return U'-';
    case U'，':
    case U'。':
    case U'；':
    case U'、':
    case U'！':
    case U'…': return U';';
    default: break;
  }
  if (c == U'\n') {
    return U';';
  }
  if (c < 0x20 || c == 0x7F || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A)) {
    return U' ';
  }
  if (c >= 0xFF01 && c <= 0xFF5E) {
    return c - 0xFEE0;
  }
  return c;
}

struct code_range {
  char32_t first;
  char32_t last;
};

/// Default_Ignorable_Code_Point of Unicode 15.1 (DerivedCoreProperties.txt), and the marks of
/// interlinear annotation, U+FFF9 to U+FFFB, which are not drawn either. In order.
constexpr std::array<code_range, 18> invisible{{{0x00AD, 0x00AD},
                                                {0x034F, 0x034F},
                                                {0x061C, 0x061C},
                                                {0x115F, 0x1160},
                                                {0x17B4, 0x17B5},
                                                {0x180B, 0x180F},
                                                {0x200B, 0x200F},
                                                {0x202A, 0x202E},
                                                {0x2060, 0x206F},
                                                {0x3164, 0x3164},
                                                {0xFE00, 0xFE0F},
                                                {0xFEFF, 0xFEFF},
                                                {0xFFA0, 0xFFA0},
                                                {0xFFF0, 0xFFF8},
                                                {0xFFF9, 0xFFFB},
                                                {0x1BCA0, 0x1BCA3},
                                                {0x1D173, 0x1D17A},
                                                {0xE0000, 0xE0FFF}}};

constexpr std::string_view unit_words =
    "cm|m|kg|kgs|g|lb|lbs|ft|in|h|hr|hrs|kcal|cal|bmi|bpm|mmhg|ml|l|km|min|ok";

bool is_unit_word(std::string_view word) {
  bool found = false;
  for_each_phrase(unit_words, [&](std::string_view unit) { found = found || unit == word; });
  return found;
}

constexpr char32_t folded_of(char32_t c) noexcept {
  if (is_han(c)) {
    return simplified(c);
  }
  c = folded_symbol(c);
  return c >= U'A' && c <= U'Z' ? c + (U'a' - U'A') : c;
}

constexpr auto folded_ascii = [] {
  std::array<char, 0x80> folded{};
  for (char32_t c = 0; c < folded.size(); ++c) {
    folded[c] = static_cast<char>(folded_of(c));
  }
  return folded;
}();

}  // namespace

char32_t folded_character(char32_t c) noexcept {
  return folded_of(c);
}

bool is_invisible(char32_t c) noexcept {
  const auto* const range =
      std::lower_bound(invisible.begin(), invisible.end(), c,
                       [](const code_range& r, char32_t wanted) { return r.last < wanted; });
  return range != invisible.end() && range->first <= c;
}

std::string folded(std::string_view text) {
  std::string out;
  out.reserve(std::min(text.size(), longest_text_characters * 4));
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size() && count < longest_text_characters; ++count) {
    if (const auto byte = static_cast<unsigned char>(text[at]); byte < folded_ascii.size()) {
      out += folded_ascii[byte];
      ++at;
      continue;
    }
    const utf8_step step = utf8_at(text, at);
    at += step.length;
    if (step.valid && (is_han(step.code_point) || !is_invisible(step.code_point))) {
      append_utf8(out, folded_of(step.code_point));
    } else if (!step.valid) {
      out += ' ';
    }
  }
  return out;
}

std::size_t find_phrase(std::string_view text, std::string_view phrase, std::size_t from) {
  const bool open_ended = phrase.ends_with('*');
  if (open_ended) {
    phrase.remove_suffix(1);
  }
  if (phrase.empty()) {
    return std::string_view::npos;
  }
  const bool starts_word = is_ascii_letter(phrase.front());
  const bool ends_word = is_ascii_letter(phrase.back()) && !open_ended;
  for (std::size_t at = text.find(phrase, from); at != std::string_view::npos;
       at = text.find(phrase, at + 1)) {
    const std::size_t end = at + phrase.size();
    const bool cut_before = starts_word && at > 0 && is_ascii_letter(text[at - 1]);
    const bool cut_after = ends_word && end < text.size() && is_ascii_letter(text[end]);
    if (!cut_before && !cut_after) {
      return at;
    }
  }
  return std::string_view::npos;
}

bool has_any(std::string_view text, std::string_view phrases) {
  bool found = false;
  for_each_phrase(phrases, [&](std::string_view phrase) {
    found = found || find_phrase(text, phrase) != std::string_view::npos;
  });
  return found;
}

language language_of(std::string_view text, language fallback) {
  bool latin = false;
  std::string word;
  std::size_t count = 0;
  for (std::size_t at = 0; at <= text.size() && count <= longest_text_characters; ++count) {
    const char c = at < text.size() ? text[at] : ' ';
    const utf8_step step = at < text.size() ? utf8_at(text, at) : utf8_step{U' ', 1, true};
    if (is_han(step.code_point)) {
      return language::zh;
    }
    if (is_ascii_letter(c)) {
      word += static_cast<char>(c | 0x20);
    } else if (!word.empty()) {
      latin = latin || !is_unit_word(word);
      word.clear();
    }
    at += step.length;
  }
  return latin ? language::en : fallback;
}

std::size_t character_end(std::string_view text, std::size_t limit) {
  std::size_t end = std::min(text.size(), limit);
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;
  }
  return end;
}

std::string_view trimmed(std::string_view text, std::string_view blanks) noexcept {
  text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
  // npos + 1 is 0: nothing is left.
  return text.substr(0, text.find_last_not_of(blanks) + 1);
}

}  // namespace aurawell
