/** Remembers a few facts of each generation and requirement, and answers what they amount to. */
@NullMarked
package io.codemaster.query.statistics;

import org.jspecify.annotations.NullMarked;
