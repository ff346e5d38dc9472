// Compiles Boost.URL: Debian has it only as headers.
#include <boost/url/src.hpp>
