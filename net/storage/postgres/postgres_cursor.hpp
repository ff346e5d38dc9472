#pragma once

#include <memory>

#include "net/storage/database/sql_connection.hpp"
#include "net/storage/postgres/postgres_connection.hpp"

namespace aurawell::net {

class postgres_prepared final : public sql_prepared {
 public:
  postgres_prepared(postgres_connection& connection, postgres_text& text)
      : connection_{connection}, text_{text} {}

  std::unique_ptr<sql_cursor> start() const override;

 private:
  postgres_connection& connection_;
  postgres_text& text_;
};

}  // namespace aurawell::net
