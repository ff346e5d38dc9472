#include "net/storage/postgres/postgres_faults.hpp"

#include <gmock/gmock.h>

namespace aurawell::net {
namespace {

TEST(postgres_faults, count_as_away_what_time_or_an_operator_cures) {
  for (const char* state :
       {"08006", "08P01", "25006", "40001", "40P01", "42501", "53100", "53300", "55P03", "57014",
        "57P01", "57P02", "57P03", "58030", "28P01", "3D000"}) {
    EXPECT_EQ(postgres_failure(state).code, ec::database_unreachable) << state;
  }
}

TEST(postgres_faults, leave_faults_of_statements_and_pages_to_the_isolation_of_writes) {
  for (const char* state : {"22003", "23505", "23503", "42601", "XX000", "XX001", "25P02"}) {
    EXPECT_EQ(postgres_failure(state).code, ec::database_failed) << state;
  }
  EXPECT_EQ(postgres_failure("22021").code, ec::invalid_input);
}

TEST(postgres_faults, name_the_code_for_the_operator) {
  EXPECT_EQ(postgres_failure("53100").detail,
            "the database's disk is full (PostgreSQL code 53100)");
}

TEST(postgres_faults, try_again_only_after_conflicts) {
  EXPECT_TRUE(is_conflict("40001"));
  EXPECT_TRUE(is_conflict("40P01"));
  EXPECT_FALSE(is_conflict("23505"));
}

TEST(postgres_faults, leave_a_server_that_is_read_only_or_stops) {
  EXPECT_TRUE(ends_connection("25006"));
  EXPECT_TRUE(ends_connection("57P01"));
  EXPECT_FALSE(ends_connection("57014"));
  EXPECT_FALSE(ends_connection("23505"));
}

}  // namespace
}  // namespace aurawell::net
