// SPDX-License-Identifier: EUPL-1.2
// Work in numbered pieces by several threads, results in the order of the numbers.
#pragma once
#include <condition_variable>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace schouw {

// make_worker() is called in each thread and gives a function piece → result; take() is called
// here, in order, and says whether to go on. At most 8 results wait, so memory stays bounded.
template <class Result>
void in_order(std::size_t pieces, unsigned threads,
              const std::function<std::function<Result(std::size_t)>()>& make_worker,
              const std::function<bool(Result&&)>& take) {
    if (threads < 2 || pieces < 2) {
        const auto work = make_worker();
        for (std::size_t i = 0; i < pieces; ++i)
            if (!take(work(i))) return;
        return;
    }
    std::mutex mutex;
    std::condition_variable changed;
    std::map<std::size_t, Result> done;
    std::size_t next = 0;
    std::size_t taken = 0;
    bool stop = false;
    std::exception_ptr trouble;
    const auto run = [&] {
        try {
            const auto work = make_worker();
            for (;;) {
                std::unique_lock lock(mutex);
                changed.wait(lock, [&] { return stop || next < taken + 8; });
                if (stop || next >= pieces) return;
                const std::size_t mine = next++;
                lock.unlock();
                Result result = work(mine);
                lock.lock();
                done.emplace(mine, std::move(result));
                changed.notify_all();
            }
        } catch (...) {
            const std::lock_guard lock(mutex);
            if (!trouble) trouble = std::current_exception();
            stop = true;
            changed.notify_all();
        }
    };
    std::vector<std::thread> team;
    for (unsigned i = 0; i < threads; ++i) team.emplace_back(run);
    try {
        while (taken < pieces) {
            std::unique_lock lock(mutex);
            changed.wait(lock, [&] { return stop || done.contains(taken); });
            if (stop) break;
            Result result = std::move(done.extract(taken).mapped());
            ++taken;
            changed.notify_all();
            lock.unlock();
            if (!take(std::move(result))) break;
        }
    } catch (...) {
        trouble = std::current_exception();
    }
    {
        const std::lock_guard lock(mutex);
        stop = true;
    }
    changed.notify_all();
    for (auto& thread : team) thread.join();
    if (trouble) std::rethrow_exception(trouble);
}

}  // namespace schouw
