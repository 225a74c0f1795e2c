/** Who may do what: sign-in, sessions, the access policy. */
@NullMarked
package io.codemaster.app.security;

import org.jspecify.annotations.NullMarked;
