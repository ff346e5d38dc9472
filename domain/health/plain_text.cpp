#include "domain/health/plain_text.hpp"

#include <algorithm>

#include "domain/utf8.hpp"

namespace aurawell::health {

namespace {

// Traditional form and simplified form in turn, for characters that the phrase tables
// use; sorted by the traditional one.
constexpr std::u32string_view traditional_forms =
    U"並并來来個个們们備备傷伤僅仅兒儿兩两別别劃划劇剧劍剑劑剂動动勞劳卻却問问啞哑喚唤"
    U"喪丧單单嗎吗嘆叹嘔呕噁恶噸吨嚇吓嚨咙嚴严圍围團团報报壓压壞坏壯壮夢梦婦妇媽妈嬤嬷"
    U"嬰婴孫孙學学寧宁寫写寶宝對对導导屍尸層层帶带幫帮幾几張张從从復复徵征悶闷惱恼愛爱"
    U"慣惯慮虑憂忧憊惫憤愤應应懶懒懷怀懸悬戀恋戲戏戶户掛挂撐撑擇择擔担擠挤攝摄斃毙斷断"
    U"於于時时暈晕暫暂書书會会東东條条業业極极槓杠樂乐樓楼標标樣样機机檔档檢检櫃柜櫻樱"
    U"權权歎叹歐欧歡欢歲岁歷历殺杀氣气氫氢沒没涼凉減减測测渾浑湯汤準准溫温溼湿滯滞滲渗"
    U"滷卤滿满漿浆濕湿瀉泻灣湾無无煩烦熱热燈灯燒烧營营爛烂爺爷爾尔牽牵狀状猶犹獨独獲获"
    U"現现產产畫画異异當当痺痹瘋疯瘡疮療疗癟瘪癢痒癥症癮瘾癰痈癱瘫癲癫發发盜盗盡尽盤盘"
    U"眾众睏困矯矫硃朱確确禮礼種种稱称穀谷穩稳窩窝筆笔節节簡简簽签糧粮糰团糾纠紀纪約约"
    U"紅红紓纾級级組组結结絕绝給给經经綠绿維维緊紧緒绪線线緣缘編编緩缓練练總总續续罵骂"
    U"羅罗習习聞闻聲声職职聽听肅肃脅胁脈脉脹胀腎肾腦脑腫肿腳脚腸肠膚肤膠胶膩腻膽胆臉脸"
    U"臍脐臟脏臥卧臺台與与舊旧莊庄莖茎萬万蔥葱薦荐藝艺藥药蘋苹蘿萝處处虛虚號号蟲虫術术"
    U"裏里補补裝装裡里製制規规視视親亲覺觉計计討讨訓训記记診诊試试話话認认語语誤误說说"
    U"誰谁調调請请論论諮咨謝谢議议護护讀读變变讓让豐丰豬猪貓猫貝贝負负貧贫貴贵買买費费"
    U"資资賣卖質质趕赶跡迹蹤踪躍跃軀躯車车軟软輔辅輕轻轉转週周遊游運运過过達达遞递遠远"
    U"適适遲迟選选遺遗還还邊边郵邮醜丑醫医醬酱釋释針针鈉钠鈣钙鈴铃鉀钾銀银錯错鍛锻鎖锁"
    U"鎮镇鐘钟鐵铁長长門门閉闭開开間间關关陰阴陽阳際际隨随險险雖虽雙双雜杂雞鸡離离難难"
    U"電电靜静韌韧韓韩響响頁页項项順顺須须預预頓顿頭头頸颈頻频題题顏颜願愿顧顾顯显風风"
    U"飛飞飯饭飲饮飽饱養养餓饿餘余館馆饑饥騎骑驗验驚惊髒脏體体鬆松鬍胡鬚须鬥斗鬧闹鬱郁"
    U"魚鱼鮮鲜鹵卤鹹咸鹽盐麗丽麥麦麵面麼么黃黄點点齊齐齒齿齡龄齦龈龍龙";

char32_t simplified(char32_t c) noexcept {
  std::size_t low = 0;
  std::size_t high = traditional_forms.size() / 2;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (traditional_forms[2 * middle] < c) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const bool found = 2 * low < traditional_forms.size() && traditional_forms[2 * low] == c;
  return found ? traditional_forms[2 * low + 1] : c;
}

char32_t folded_symbol(char32_t c) noexcept {
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

char32_t folded_character(char32_t c) noexcept {
  if (is_han(c)) {
    return simplified(c);
  }
  c = folded_symbol(c);
  return c >= U'A' && c <= U'Z' ? c + (U'a' - U'A') : c;
}

bool is_zero_width(char32_t c) noexcept {
  return (c >= 0x200B && c <= 0x200F) || c == 0xFEFF;
}

constexpr std::string_view unit_words =
    "cm|m|kg|kgs|g|lb|lbs|ft|in|h|hr|hrs|kcal|cal|bmi|bpm|mmhg|ml|l|km|min|ok";

bool is_unit_word(std::string_view word) {
  bool found = false;
  for_each_phrase(unit_words, [&](std::string_view unit) { found = found || unit == word; });
  return found;
}

}  // namespace

std::string folded(std::string_view text) {
  std::string out;
  out.reserve(std::min(text.size(), longest_text_characters * 4));
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size() && count < longest_text_characters; ++count) {
    const utf8_step step = utf8_at(text, at);
    at += step.length;
    if (step.valid && !is_zero_width(step.code_point)) {
      append_utf8(out, folded_character(step.code_point));
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

}  // namespace aurawell::health
