#pragma once

#include <string>
#include <vector>

namespace aurawell::net {

/// Rows of cells for a terminal. Columns are aligned and two blanks apart. Cells are UTF-8. Control
/// characters become "?", so that foreign text cannot control the terminal.
class text_table {
 public:
  explicit text_table(std::vector<std::string> heading);

  /// `cells` has as many cells as the heading.
  void add(std::vector<std::string> cells);

  /// One line for each row, the heading first.
  std::string text() const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace aurawell::net
