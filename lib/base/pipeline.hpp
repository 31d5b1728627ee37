// SPDX-License-Identifier: EUPL-1.2
// Pieces made in threads of their own in, handled here in the order of their makers.
#pragma once
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace schouw {

// make(i, push) is called for each number i < count, by so many threads in that order, and calls
// push(piece), which waits while 4 pieces of i lie ready and gives false when nobody wants more.
template <class Piece>
class Pipelines {
public:
    using Push = std::function<bool(Piece&&)>;
    using Make = std::function<void(std::size_t, const Push&)>;

    Pipelines(std::size_t count, unsigned threads, Make make)
        : make_(std::move(make)), lines_(count) {
        for (unsigned i = 0; i < threads && i < count; ++i) team_.emplace_back([this] { work(); });
    }
    Pipelines(const Pipelines&) = delete;
    Pipelines& operator=(const Pipelines&) = delete;
    ~Pipelines() {
        {
            const std::lock_guard lock(mutex_);
            stop_ = true;
        }
        changed_.notify_all();
        for (auto& thread : team_) thread.join();
    }

    // handle(piece) for each piece of number i. Then throws what make() threw. To be called for
    // 0, 1, 2 …: a maker waits for those before it to be taken.
    void take(std::size_t i, const std::function<void(Piece&&)>& handle) {
        Line& line = lines_[i];
        for (;;) {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return line.made || !line.ready.empty(); });
            if (line.ready.empty()) break;
            Piece piece = std::move(line.ready.front());
            line.ready.pop_front();
            changed_.notify_all();
            lock.unlock();
            handle(std::move(piece));
        }
        if (line.trouble) std::rethrow_exception(line.trouble);
    }

private:
    struct Line {
        std::deque<Piece> ready;
        bool made = false;
        std::exception_ptr trouble;
    };

    void work() {
        for (;;) {
            std::unique_lock lock(mutex_);
            if (stop_ || next_ == lines_.size()) return;
            const std::size_t mine = next_++;
            lock.unlock();
            Line& line = lines_[mine];
            std::exception_ptr trouble;
            try {
                make_(mine, [&](Piece&& piece) { return push(line, std::move(piece)); });
            } catch (...) {
                trouble = std::current_exception();
            }
            lock.lock();
            line.trouble = trouble;
            line.made = true;
            changed_.notify_all();
        }
    }

    bool push(Line& line, Piece&& piece) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return stop_ || line.ready.size() < 4; });
        if (stop_) return false;
        line.ready.push_back(std::move(piece));
        changed_.notify_all();
        return true;
    }

    Make make_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Line> lines_;
    std::size_t next_ = 0;
    bool stop_ = false;
    std::vector<std::thread> team_;
};

}  // namespace schouw
