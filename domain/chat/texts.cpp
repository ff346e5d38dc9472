#include "domain/chat/texts.hpp"

#include <array>

namespace aurawell {

std::string_view say(phrase key, language lang) noexcept {
  // In the order of `phrase`.
  static constexpr std::array texts{
      bilingual{"欢迎来到 AuraWell，今天想聊聊哪方面的健康？",
                "Welcome to AuraWell. What would you like to work on today?"},
      bilingual{"已收到，正在为你准备回答…", "Got it. Preparing your answer…"},
      bilingual{"现在提问的人较多，正在排队，马上轮到你。",
                "Many people are asking right now. You are in the queue."},
      bilingual{"正在回答…", "Answering…"},
      bilingual{"回答完成", "Answer complete"},
      bilingual{"已停止", "Stopped"},
      bilingual{"回答没有完整送达，已保留收到的部分。",
                "The answer broke off early. What arrived has been kept."},
      bilingual{"已切换家庭成员", "Switched to the other family member"},
      bilingual{"当前状态", "Current status"},
      bilingual{"登录已续期", "Your sign-in has been extended"},
      bilingual{"服务正在重启，请稍后再试。",
                "The service is restarting. Please try again shortly."},
  };
  static_assert(texts.size() == static_cast<std::size_t>(phrase::closing_for_restart) + 1);
  return texts[static_cast<std::size_t>(key)].in(lang);
}

std::string_view say(ec code, language lang) noexcept {
  switch (code) {
    case ec::bad_credentials:
    case ec::token_expired:
    case ec::token_invalid:
    case ec::authentication_required:
      return bilingual{"登录状态无效，请重新登录。", "Please sign in again."}.in(lang);
    case ec::forbidden:
      return bilingual{"你没有权限进行此操作。", "You are not allowed to do this."}.in(lang);
    case ec::invalid_input:
    case ec::missing_field:
    case ec::bad_format: return bilingual{"请求内容有误。", "This request is not valid."}.in(lang);
    case ec::out_of_range:
      return bilingual{"内容超出允许的范围。", "A value is outside its allowed range."}.in(lang);
    case ec::user_not_found:
      return bilingual{"找不到这位用户。", "There is no such user."}.in(lang);
    case ec::user_exists: return bilingual{"该用户已存在。", "This user already exists."}.in(lang);
    case ec::request_not_found:
      return bilingual{"没有正在进行的这个请求。", "No such request is running."}.in(lang);
    case ec::conversation_not_found:
      return bilingual{"找不到这段对话。", "There is no such conversation."}.in(lang);
    case ec::answered_elsewhere:
      return bilingual{"这个问题由另一个进程回答。", "Another process answers this question."}.in(
          lang);
    case ec::rate_limited:
      return bilingual{"操作太频繁了，请稍等一下再试。",
                       "That was a lot at once. Please wait a moment and try again."}
          .in(lang);
    case ec::ai_unavailable:
    case ec::upstream_failed:
    case ec::upstream_unreachable:
      return bilingual{"AI 服务暂时不可用，请稍后再试。",
                       "The AI service is unavailable right now. Please try again shortly."}
          .in(lang);
    case ec::chat_failed:
      return bilingual{"这次没能生成回答，请换个问法再试。",
                       "This answer could not be made. Please try to ask differently."}
          .in(lang);
    case ec::upstream_rate_limited:
      return bilingual{"AI 服务繁忙，请稍后再试。",
                       "The AI service is busy. Please try again shortly."}
          .in(lang);
    case ec::database_failed:
    case ec::database_unreachable:
      return bilingual{"暂时无法保存对话，请稍后再试。",
                       "The conversation cannot be saved right now. Please try again shortly."}
          .in(lang);
    case ec::unavailable:
      return bilingual{"现在提问的人太多，请稍后再试。",
                       "Too many people are asking right now. Please try again shortly."}
          .in(lang);
    case ec::timed_out:
      return bilingual{"等待时间过长，请再试一次。", "This took too long. Please try again."}.in(
          lang);
    case ec::internal:
    case ec::bad_configuration:
      return bilingual{"服务出错了，我们会尽快修复。", "Something went wrong on our side."}.in(
          lang);
  }
  return {};
}

}  // namespace aurawell
