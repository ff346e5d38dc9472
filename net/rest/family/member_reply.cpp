#include "net/rest/family/member_reply.hpp"

#include <utility>

#include "net/rest/parameters.hpp"

namespace aurawell::net {

result<member_wish> read_member(const rest_backend& behind, const rest_request& request,
                                const caller& requester, member_need need) {
  auto member = read_name(request.query, "member_id", requester.user.value);
  if (!member) {
    return member.failure();
  }
  return member_wish{requester.user, {*std::move(member)}, need, behind.gate.is_open()};
}

}  // namespace aurawell::net
