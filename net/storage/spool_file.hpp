#pragma once

#include <filesystem>
#include <memory>

#include "domain/ports/write_spool.hpp"
#include "net/storage/record_file.hpp"
#include "net/storage/store_options.hpp"
#include "net/storage/text_sealer.hpp"

namespace aurawell::net {

/// The spool as two private files beside each other: what waits, and, behind ".rejected",
/// what the database refused.
class spool_file final : public write_spool {
 public:
  /// @param sealer Null: records are written as they are.
  static result<std::unique_ptr<spool_file>> open(const std::filesystem::path& path,
                                                  std::size_t most_bytes,
                                                  std::shared_ptr<const text_sealer> sealer);

  result<std::vector<spooled_write>> load() override;
  std::string encoded(const spooled_write& write) const override;
  result<void> append(std::string_view writes) override;
  result<void> replace(std::string_view writes) override;
  result<void> set_aside(const spooled_write& write) override;
  result<void> erase_aside(const user_id& user) override;
  std::size_t bytes() const noexcept override { return waiting_.bytes(); }
  std::size_t most_bytes() const noexcept override { return most_bytes_; }

 private:
  spool_file(record_file waiting, std::size_t most_bytes,
             std::shared_ptr<const text_sealer> sealer);

  result<spooled_write> decoded(std::string_view record, const record_file& from) const;
  std::filesystem::path aside_path() const;

  record_file waiting_;
  std::size_t most_bytes_;
  std::shared_ptr<const text_sealer> sealer_;
};

/// The spool of the database that `options.url` names; null when that is in memory, where
/// nothing is kept anyway. Sealed with the database's keys, if it has any. Makes a missing
/// `options.spool_dir`, for this account only.
result<std::unique_ptr<write_spool>> open_spool(const store_options& options);

}  // namespace aurawell::net
