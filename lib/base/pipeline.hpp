// SPDX-License-Identifier: EUPL-1.2
// Pieces made in a thread of their own in, handled here in the order in which they were made.
#pragma once
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

namespace schouw {

// make(push) runs in another thread and calls push(piece), which waits while 4 pieces lie ready
// and gives false when nobody wants more; take(piece) runs here. What either throws is thrown
// here, after both have stopped; of two, what take() threw.
template <class Piece>
void pipeline(const std::function<void(const std::function<bool(Piece&&)>&)>& make,
              const std::function<void(Piece&&)>& take) {
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<Piece> ready;
    bool made = false;
    bool stop = false;
    std::exception_ptr trouble;
    const std::function<bool(Piece &&)> push = [&](Piece&& piece) {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return stop || ready.size() < 4; });
        if (stop) return false;
        ready.push_back(std::move(piece));
        changed.notify_all();
        return true;
    };
    std::thread maker([&] {
        std::exception_ptr caught;
        try {
            make(push);
        } catch (...) {
            caught = std::current_exception();
        }
        const std::lock_guard lock(mutex);
        trouble = caught;
        made = true;
        changed.notify_all();
    });
    std::exception_ptr taking;
    try {
        for (;;) {
            std::unique_lock lock(mutex);
            changed.wait(lock, [&] { return made || !ready.empty(); });
            if (ready.empty()) break;
            Piece piece = std::move(ready.front());
            ready.pop_front();
            changed.notify_all();
            lock.unlock();
            take(std::move(piece));
        }
    } catch (...) {
        taking = std::current_exception();
        const std::lock_guard lock(mutex);
        stop = true;
        changed.notify_all();
    }
    maker.join();
    if (taking) std::rethrow_exception(taking);
    if (trouble) std::rethrow_exception(trouble);
}

}  // namespace schouw
