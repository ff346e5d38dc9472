#include "net/rest/account/revocation.hpp"

#include <utility>

#include "net/rest/account_audit.hpp"
#include "net/rest/store_reply.hpp"

namespace aurawell::net {

void revoke_all(const rest_backend& behind, const mass_revocation& wish,
                std::function<result<void>(account_store&, const revoked_login&)> change,
                const reply_receiver& then, std::function<void()> done) {
  const auto write = [&gate = behind.gate, wish,
                      change = std::move(change)](advice_store& store) -> result<revoked_login> {
    auto gone = gate.revocation_of_all(wish.user, wish.spared, time_of_writing(wish.asked_at));
    auto kept = change(store.accounts(), gone);
    kept =
        kept ? store.accounts().add_audit(own_entry(wish.user, wish.action, wish.asked_at)) : kept;
    if (!kept) {
      return kept.failure();
    }
    return gone;
  };
  ask_store<revoked_login>(behind.store, store_use::writes, wish.asker, write,
                           unless_failed(then, [&behind, event = wish.event, address = wish.address,
                                                done = std::move(done)](const revoked_login& gone) {
                             behind.gate.revoke(gone);
                             behind.close_connections(gone);
                             log_security(event, gone.user, address);
                             done();
                           }));
}

}  // namespace aurawell::net
