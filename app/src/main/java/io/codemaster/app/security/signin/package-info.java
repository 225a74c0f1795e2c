/** The ways to sign in, and the accounts that the product makes by itself. */
@NullMarked
package io.codemaster.app.security.signin;

import org.jspecify.annotations.NullMarked;
