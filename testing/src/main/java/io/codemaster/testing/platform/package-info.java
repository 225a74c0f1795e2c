/** What the doubles of platforms have in common. */
@NullMarked
package io.codemaster.testing.platform;

import org.jspecify.annotations.NullMarked;
