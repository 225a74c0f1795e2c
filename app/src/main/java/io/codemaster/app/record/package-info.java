/** The record as evidence: a hash chain over all events, checkpoints that are signed, and their verification. */
@NullMarked
package io.codemaster.app.record;

import org.jspecify.annotations.NullMarked;
