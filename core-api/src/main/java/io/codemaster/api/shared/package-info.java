/** What every feature's contract is made of: ids, pages, refusals. */
@NullMarked
package io.codemaster.api.shared;

import org.jspecify.annotations.NullMarked;
