// SPDX-License-Identifier: EUPL-1.2
// Signatures over the journal: what a run's entry says, sealed with a key that is not in the store.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/signing.hpp"
#include "store/store.hpp"

namespace schouw {

// Signs the last journal entry, that of `run`, inside the caller's transaction. What is signed:
// "schouw journal 1", the entry's hash, the organisation and the as-of date of the run, each as
// <bytes>:<text> and a newline.
void sign_run(Store& store, long long run, const SigningKey& key);

struct RunSignature {
    long long seq = 0;       // of the journal
    long long run = 0;       // 0 when the entry is of no run
    std::string public_key;  // hexadecimal
    std::string signature;
    bool valid = false;
};
// Of one run, by public key; checked.
std::vector<RunSignature> signatures_of(Store& store, long long run);

struct SignatureCheck {
    long long runs = 0;              // recorded
    long long valid = 0;             // signatures that are right
    std::vector<RunSignature> bad;   // signatures that are wrong, or of no run
    std::vector<std::string> keys;   // public keys seen, in order of first use
    std::vector<long long> without;  // runs; see below
    bool ok() const { return bad.empty() && without.empty(); }
};
// Every signature in the store, against the entries as they are now. With a key that the caller
// trusts, `without` are the runs that lack a valid signature of that key: all of them when it never
// signed, else those after the first that it did sign. A signature vouches for every entry before
// it, provided that the chain holds (first_broken_entry): that is not looked at here.
SignatureCheck check_signatures(Store& store,
                                const std::optional<PublicKey>& trusted = std::nullopt);

}  // namespace schouw
