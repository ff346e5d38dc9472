#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "domain/ports/advice_store.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/net/storage/store/backends.hpp"

namespace aurawell::net {

/// The contract of every backend.
template <class Backend>
class advice_store_contract : public testing::Test {
 protected:
  advice_store& store() { return backend_.get(); }

  void exchange(const std::string& request, const std::string& asked, const std::string& answered,
                const conversation_key& key = test_support::key_of()) {
    ASSERT_TRUE(store().save_question(test_support::question(request, asked, key)));
    ASSERT_TRUE(store().save_answer(test_support::answer(request, answered, key)));
  }

  void half(const std::string& request, const std::string& asked, const std::string& answered,
            request_status status) {
    ASSERT_TRUE(store().save_question(test_support::question(request, asked)));
    auto record = test_support::answer(request, answered);
    record.status = status;
    ASSERT_TRUE(store().save_answer(record));
  }

  std::vector<past_exchange> history(const history_query& query = {test_support::key_of()}) {
    auto loaded = store().load_past(query);
    EXPECT_TRUE(loaded);
    return loaded ? loaded->exchanges : std::vector<past_exchange>{};
  }

 private:
  Backend backend_;
};

TYPED_TEST_SUITE(advice_store_contract, test_support::backends, test_support::backend_names);

}  // namespace aurawell::net
