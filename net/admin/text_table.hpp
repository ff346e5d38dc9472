#pragma once

#include <string>
#include <vector>

namespace aurawell::net {

/// Rows of cells for a terminal: columns are aligned and two blanks apart. Cells are
/// UTF-8; control characters in them become "?", so that nobody's text moves a cursor.
class text_table {
 public:
  explicit text_table(std::vector<std::string> heading);

  /// As many cells as the heading has.
  void add(std::vector<std::string> cells);

  /// Each row, the heading first, as one line.
  std::string text() const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace aurawell::net
