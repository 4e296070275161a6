#include "ports/store.h"

#include <future>

namespace yidi::ports {

Result<void> write(Store& store, const Work& work) {
    std::promise<Result<void>> promise;
    std::future<Result<void>> end = promise.get_future();
    store.submit(work, [&promise](Result<void> result) { promise.set_value(std::move(result)); });
    return end.get();
}

}  // namespace yidi::ports
