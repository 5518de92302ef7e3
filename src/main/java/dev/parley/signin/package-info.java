/** How moderators show who they are beyond a password: second factors and their recovery codes. */
@NullMarked
package dev.parley.signin;

import org.jspecify.annotations.NullMarked;
