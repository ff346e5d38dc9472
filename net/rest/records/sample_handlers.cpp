#include <utility>

#include "domain/family/audited_use.hpp"
#include "domain/family/member_use.hpp"
#include "net/rest/data_reply.hpp"
#include "net/rest/family/member_reply.hpp"
#include "net/rest/parts_reply.hpp"
#include "net/rest/records/profile_handlers.hpp"
#include "net/rest/records/sample_json.hpp"

namespace aurawell::net {
namespace {

http_reply samples_reply(const sample_list& page, wall_time) {
  return data_reply(200, "", [&](json_writer& json) {
    json.begin_array("samples");
    for (const auto& sample : page.samples) {
      write_sample(json, sample);
    }
    json.end_array();
    write_next(json, page.next);
  });
}

/// Saves all of them if the account stays within its limit, else none.
result<std::size_t> save(account_store& accounts, const member_key& member,
                         const std::vector<health_sample>& samples, std::size_t most) {
  if (const auto added = accounts.add_samples(member, samples); !added) {
    return added.failure();
  }
  const auto held = accounts.count_samples(member.owner);
  if (!held) {
    return held.failure();
  }
  if (*held > most) {
    return error{ec::out_of_range,
                 "an account holds at most " + std::to_string(most) +
                     " measurements (accounts.samples_per_account); remove old ones: "
                     "DELETE /api/v1/user/samples?until=TIME"};
  }
  return samples.size();
}

/// The last part, which finds no more rows, is audited.
result<std::size_t> remove_part(account_store& accounts, const member_wish& wish,
                                sample_range range, wall_time now) {
  const auto access = find_member(accounts, wish);
  if (!access) {
    return access.failure();
  }
  range.member = access->member.key;
  const auto some = accounts.remove_samples(range);
  if (!some || *some > 0) {
    return some;
  }
  const auto noted = use_member(accounts, wish, "remove_samples", now);
  return noted ? some : noted.failure();
}

}  // namespace

rest_answer list_samples(const rest_backend& behind, const rest_request& request,
                         const caller& requester) {
  const auto wish = read_member(behind, request, requester, member_need::view);
  if (!wish) {
    return failure_reply(wish.failure(), request.now);
  }
  const auto query = read_sample_query(request);
  if (!query) {
    return failure_reply(query.failure(), request.now);
  }
  const auto find = [query = *query](advice_store& store, const member_key& member) {
    auto wanted = query;
    wanted.member = member;
    return store.accounts().list_samples(wanted);
  };
  return reply_from_member<sample_list>(behind.store, asker_of(behind, request, requester),
                                        {*wish, "read_samples", request.now}, find, samples_reply);
}

rest_answer add_samples(const rest_backend& behind, const rest_request& request,
                        const caller& requester) {
  const auto wish = read_member(behind, request, requester, member_need::act);
  if (!wish) {
    return failure_reply(wish.failure(), request.now);
  }
  auto samples = read_samples(request);
  if (!samples) {
    return failure_reply(samples.failure(), request.now);
  }
  const auto add = [wish = *wish, samples = *std::move(samples),
                    most = behind.options.samples_per_account,
                    now = request.now](advice_store& store) -> result<std::size_t> {
    const auto access = use_member(store.accounts(), wish, "add_samples", now);
    if (!access) {
      return access.failure();
    }
    return save(store.accounts(), access->member.key, samples, most);
  };
  return reply_from_store<std::size_t>(
      behind.store, store_use::writes, asker_of(behind, request, requester), add,
      [](std::size_t count, wall_time) {
        return data_reply(201, "", [&](json_writer& json) { json.number("saved", count); });
      });
}

rest_answer remove_samples(const rest_backend& behind, const rest_request& request,
                           const caller& requester) {
  const auto wish = read_member(behind, request, requester, member_need::act);
  if (!wish) {
    return failure_reply(wish.failure(), request.now);
  }
  const auto range = read_sample_range(request);
  if (!range) {
    return failure_reply(range.failure(), request.now);
  }
  const auto remove = [wish = *wish, range = *range, now = request.now](advice_store& store) {
    return remove_part(store.accounts(), wish, range, now);
  };
  return reply_after_parts(
      behind.store, asker_of(behind, request, requester), remove,
      [](std::size_t removed, wall_time) {
        return data_reply(200, "", [&](json_writer& json) { json.number("removed", removed); });
      });
}

}  // namespace aurawell::net
