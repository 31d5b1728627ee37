# SPDX-License-Identifier: EUPL-1.2
# Writes the file IN as the string schouw::embedded::NAME into OUT.
file(READ "${IN}" text)
file(WRITE "${OUT}" "namespace schouw::embedded {
extern const char* const ${NAME};
const char* const ${NAME} = R\"~~~~(${text})~~~~\";
}  // namespace schouw::embedded
")
