/** How much one caller may ask for. */
@NullMarked
package io.codemaster.app.security.ratelimit;

import org.jspecify.annotations.NullMarked;
