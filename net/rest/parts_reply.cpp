#include "net/rest/parts_reply.hpp"

#include <utility>

namespace aurawell::net {
namespace {

void remove_further(store_access& store, const store_asker& asker, const removal_part& part,
                    std::size_t so_far, const std::function<void(result<std::size_t>)>& then) {
  ask_store<std::size_t>(store, store_use::writes, asker, part,
                         [&store, asker, part, so_far, then](const result<std::size_t>& took) {
                           if (!took) {
                             then(took.failure());
                           } else if (*took > 0) {
                             remove_further(store, asker, part, so_far + *took, then);
                           } else {
                             then(so_far);
                           }
                         });
}

}  // namespace

void remove_in_parts(store_access& store, const store_asker& asker, const removal_part& part,
                     const std::function<void(result<std::size_t>)>& then) {
  remove_further(store, asker, part, 0, then);
}

pending_reply reply_after_parts(store_access& store, store_asker asker, removal_part part,
                                std::function<http_reply(std::size_t, wall_time)> done) {
  return [&store, asker = std::move(asker), part = std::move(part),
          done = std::move(done)](const reply_receiver& then) {
    remove_in_parts(store, asker, part, [done, then](const result<std::size_t>& sum) {
      then(sum ? reply_maker{[done, sum = *sum](wall_time now) { return done(sum, now); }}
               : failure_maker(sum.failure()));
    });
  };
}

}  // namespace aurawell::net
