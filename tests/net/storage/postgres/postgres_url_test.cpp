#include "net/storage/postgres/postgres_url.hpp"

#include <gmock/gmock.h>

#include "net/storage/database/store_paths.hpp"

namespace aurawell::net {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(postgres_url, is_told_by_its_scheme) {
  EXPECT_TRUE(is_postgres_url("postgresql://host/db"));
  EXPECT_TRUE(is_postgres_url("postgres://host/db"));
  EXPECT_FALSE(is_postgres_url("sqlite:postgresql://"));
  EXPECT_FALSE(is_postgres_url("postgresql:"));
}

TEST(postgres_url, accepts_what_libpq_accepts) {
  for (const char* url : {"postgresql://host/db", "postgres://a@h1:1,h2:2/db?sslmode=verify-full",
                          "postgresql:///db?host=/run/postgresql",
                          "postgresql://[::1]:5432/db?target_session_attrs=any"}) {
    EXPECT_TRUE(check_postgres_url(url)) << url;
  }
}

TEST(postgres_url, refuses_others_without_quoting_them) {
  for (const char* url :
       {"postgresql://host", "postgresql://host/", "postgresql://u:secret@[::1/db",
        "postgresql://u:secret@host/db", "postgresql://host/db?password=secret",
        "postgresql://host/db?no_such=secret", "postgresql://u:se%zzcret@h/db",
        "postgresql://u:pw/secret@h/db", "postgresql://u:pw?secret@h/db",
        "postgresql://h/db?pass%77ord=secret", "postgresql://h/db?password =secret",
        "postgresql://h/db?sslpassword=secret",
        "postgresql://h/?dbname=host%3Dx%20password%3Dsecret", "postgresql://u:secret/h"}) {
    const auto checked = check_postgres_url(url);
    ASSERT_FALSE(checked) << url;
    EXPECT_EQ(checked.failure().code, ec::bad_configuration);
    EXPECT_THAT(checked.failure().detail, Not(HasSubstr("secret")));
    EXPECT_THAT(without_password(url), Not(HasSubstr("secret"))) << url;
  }
  EXPECT_FALSE(check_postgres_url(std::string{"postgresql://h/d\0b", 18}));
}

TEST(postgres_url, refuses_values_that_no_connection_can_be_made_with) {
  const auto why = [](const std::string& url) {
    const auto checked = check_postgres_url(url);
    return checked ? "" : checked.failure().detail;
  };
  for (const char* port : {"0", "65536", "http", "1,2x", "-1"}) {
    EXPECT_THAT(why("postgresql://h/db?port=" + std::string{port}), HasSubstr("port")) << port;
  }
  EXPECT_THAT(why("postgresql://h/db?sslmode=verify_full"), HasSubstr("sslmode"));
  EXPECT_THAT(why("postgresql://h/db?target_session_attrs=standby"), HasSubstr("takes writes"));
  EXPECT_EQ(why("postgresql://h1,h2:6000/db?sslmode=require&target_session_attrs=primary"), "");
}

TEST(postgres_url, is_shown_without_its_passwords) {
  EXPECT_EQ(without_password("postgresql://u:secret@h/db"), "postgresql://u:***@h/db");
  EXPECT_EQ(without_password("postgresql://u:sec@ret@h/db"), "postgresql://u:***@h/db");
  EXPECT_EQ(without_password("postgresql://u@h:5432/db"), "postgresql://u@h:5432/db");
  EXPECT_EQ(without_password("postgresql://h/db?password=secret&sslmode=require"),
            "postgresql://h/db?password=***&sslmode=require");
  EXPECT_EQ(without_password("postgresql://h/db?sslpassword=secret"),
            "postgresql://h/db?sslpassword=***");
  EXPECT_EQ(without_password("postgresql://u:secret@h?password=other"),
            "postgresql://u:***@h?password=***");
  EXPECT_EQ(without_password("sqlite:a:b@c"), "sqlite:a:b@c");
  EXPECT_EQ(without_password("host=h password=secret dbname=d"), "***");
}

}  // namespace
}  // namespace aurawell::net
