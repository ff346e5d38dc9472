#include "net/storage/store/write_tools.hpp"

namespace aurawell::net {

error erased_user() {
  return {ec::user_not_found, "the user has been erased"};
}

error unknown_question() {
  return {ec::request_not_found, "the answer belongs to no question that was saved"};
}

error replaced_run() {
  return {ec::answered_elsewhere, "another process answers the question"};
}

bool is_of_another(const write_tools& use, std::string_view runner) {
  return use.processes != nullptr && runner != use.processes->own_name() &&
         use.processes->is_running(runner);
}

bool is_replaced(const write_tools& use, run_term written, std::string_view runner,
                 run_term stored) {
  return written == no_term ? is_of_another(use, runner) : written != stored;
}

bool may_claim(const write_tools& use, std::string_view runner) {
  return use.runner && runner != *use.runner && !use.processes->may_end_elsewhere(runner);
}

result<void> note_question(sql_accounts& accounts, const question_record& question) {
  const member_key member{question.key.user, question.key.member};
  if (question.makes_member && !member.is_holder()) {
    if (auto made = accounts.add_member({member, {}, {}, question.asked_at}); !made) {
      return made;
    }
  }
  if (question.asker() == question.key.user) {
    return {};
  }
  return accounts.add_audit({question.asked_at, question.asker(), member, "ask"});
}

}  // namespace aurawell::net
