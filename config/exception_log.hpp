#pragma once

namespace aurawell::config {

/// From here on an uncaught exception in any thread is logged before it ends the process: the name
/// of the thread, the exception's type and the beginning of its `what()`. The process aborts where
/// the exception was thrown, so a core file has that stack.
void log_uncaught_exceptions();

}  // namespace aurawell::config
