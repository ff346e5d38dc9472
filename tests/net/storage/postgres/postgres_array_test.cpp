#include "net/storage/postgres/postgres_array.hpp"

#include <gmock/gmock.h>

#include "net/storage/database/sql_rows.hpp"
#include "net/storage/postgres/postgres_connection.hpp"
#include "tests/support/postgres_server.hpp"

namespace aurawell::net {
namespace {

using test_support::postgres_server;

class postgres_array_test : public testing::Test {
 protected:
  std::string database_ = postgres_server::shared().make_database();
  postgres_connection connection_{{postgres_server::shared().url(database_), {}}};
};

TEST_F(postgres_array_test, sends_the_values_of_many_rows) {
  const std::string odd{"a\0\xff", 3};
  postgres_array numbers{sql_type::integer};
  postgres_array words{sql_type::text};
  postgres_array texts{sql_type::foreign};
  postgres_array values{sql_type::value};
  numbers.add(std::int64_t{-5});
  words.add(std::string_view{"Größe"});
  texts.add(foreign_text{odd});
  values.add(stored_value{odd, false});
  numbers.add(std::optional<std::int64_t>{});
  words.add(std::optional<std::string_view>{});
  texts.add(foreign_text{});
  values.add(stored_value{std::string{"\0sealed", 7}, true});
  const auto all =
      connection_.prepare("SELECT q.a, q.b, q.c, q.d FROM unnest(?1, ?2, ?3, ?4) AS q (a, b, c, d)")
          .value();
  sql_run rows{all};
  int index = 0;
  for (auto* array : {&numbers, &words, &texts, &values}) {
    rows.cursor().bind_array(++index, array->view());
  }
  ASSERT_TRUE(*rows.step());
  EXPECT_EQ(rows.integer(0), -5);
  EXPECT_EQ(rows.text(1), "Größe");
  EXPECT_EQ(rows.text(2), odd);
  EXPECT_EQ(rows.value(3), odd);
  EXPECT_FALSE(rows.is_sealed(3));
  ASSERT_TRUE(*rows.step());
  EXPECT_TRUE(rows.is_null(0));
  EXPECT_TRUE(rows.is_null(1));
  EXPECT_EQ(rows.text(2), "");
  EXPECT_TRUE(rows.is_sealed(3));
  EXPECT_EQ(rows.value(3), (std::string_view{"\0sealed", 7}));
  EXPECT_FALSE(*rows.step());
}

TEST_F(postgres_array_test, refuses_a_nul_in_a_text_before_it_is_sent) {
  postgres_array words{sql_type::text};
  words.add(std::string_view{"ab"});
  words.add(std::string_view{"a\0b", 3});
  const auto all = connection_.prepare("SELECT q.a FROM unnest(?1) AS q (a)").value();
  sql_run rows{all};
  rows.cursor().bind_array(1, words.view());
  const auto row = rows.step();
  ASSERT_FALSE(row);
  EXPECT_EQ(row.failure().code, ec::invalid_input);
}

}  // namespace
}  // namespace aurawell::net
