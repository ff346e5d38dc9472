#pragma once

namespace aurawell::config {

/// From here on an exception that nothing catches, in whatever thread, is logged before it
/// ends the process: the name of the thread, the exception's type and the beginning of its
/// `what()`. The process aborts in the place that threw, whose stack a core file shows.
void log_uncaught_exceptions();

}  // namespace aurawell::config
